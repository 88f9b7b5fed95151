// From samples to medians, ratios and a table.

const OURS = [
  ['pq prepared', 'pq, X-Wing, prepared'],
  ['pq cold', 'pq, cold'],
  ['hpke prepared', 'hpke, X25519, prepared'],
  ['hpke cold', 'hpke, cold'],
  ['compat prepared', 'compat, P-256, prepared'],
  ['compat cold', 'compat, cold but for agreement'],
  ['compat agreement', "compat, the browser's agreement"],
]

/** The peers, and which suite of ours does the same. */
const PEERS = [
  ['x-wing', 'hpke + noble, X-Wing', 'pq'],
  ['hpke', 'hpke, X25519', 'hpke'],
  ['libsodium', 'libsodium-wrappers, sealed box', 'hpke'],
  ['jose', 'jose, ECDH-ES+A256KW', 'compat'],
]

const ONCE = [
  ['start', 'from focus to waxseal:ready'],
  ['first submit', 'first submit, pq, prepared'],
]

/** `{ours, peers, once}`, rows of {name, title, median, low, high} in microseconds; peers also of what ours has in its place. */
export function summarise({ samples, checks, sizes }) {
  const row = ([name, title]) => ({ name, title, ...spread(samples[name]) })
  const median = (name) => spread(samples[name]).median
  // Our seal has the browser's agreement ready even then; a peer's has it in its time.
  const cold = (suite) => median(`${suite} cold`) + (suite === 'compat' ? median('compat agreement') : 0)
  const peers = PEERS.map(([name, title, suite]) => {
    const peer = { ...row([name, title]), suite, brotli: sizes[name] }
    return { ...peer, toPrepared: peer.median / median(`${suite} prepared`), toCold: peer.median / cold(suite) }
  })
  return { ours: OURS.map(row), peers, once: ONCE.map(row), checks: summariseChecks(checks), brotli: sizes.ours }
}

/** Rows of {name, library, median, low, high} in nanoseconds per check; a peer's with how many times ours it takes. */
function summariseChecks(checks) {
  return Object.entries(checks).flatMap(([name, libraries]) =>
    Object.entries(libraries).map(([library, samples]) => {
      // Thousandths of what `spread` gives, of samples a thousand times as long.
      const nanoseconds = (list) => spread(list.map((one) => one * 1000))
      const ratio = library === 'waxseal' ? undefined : nanoseconds(samples).median / nanoseconds(libraries.waxseal).median
      return { name, library, ...nanoseconds(samples), ratio }
    }),
  )
}

/** Median and quartiles, in whole microseconds. */
function spread(milliseconds) {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (part) => {
    const place = (sorted.length - 1) * part
    const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return Math.round(1000 * (below + (above - below) * (place % 1)))
  }
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}

/** The rows as a table for a terminal. */
export function table({ engine, machine, rounds, ours, peers, once, checks, brotli }) {
  const line = (title, ...cells) => title.padEnd(34) + cells.map((cell) => String(cell).padStart(13)).join('')
  const times = ({ title, median, low, high }) => [title, median, `${low}–${high}`]
  const ratio = (number) => `${number.toFixed(2)} ×`
  return [
    `${engine}, ${machine}; medians of ${rounds} in µs, with quartiles. Machines are shared and noisy:`,
    'compare figures of one run, and believe a ratio only when it comes again.',
    'prepared: encapsulated ahead, in idle time. cold: all in the submit. Ratios are the peer to us; above 1 we are quicker.',
    'brotli: bytes to load; ours are the loader, the checks and the consent too.',
    '',
    line('Waxseal, a form of 1 KiB', 'median', 'quartiles', 'brotli'),
    ...ours.map((row, i) => line(...times(row), ...(i === 0 ? [brotli] : []))),
    '',
    line('peers, 1 KiB, key imported', 'median', 'quartiles', 'brotli', 'beside', 'prepared', 'cold'),
    ...peers.map((row) => line(...times(row), row.brotli, row.suite, ratio(row.toPrepared), ratio(row.toCold))),
    '',
    line('once in a page', 'median', 'quartiles'),
    ...once.map((row) => line(...times(row))),
    '',
    line('one check, ns, copying included', 'median', 'quartiles', 'to ours'),
    ...checks.map(({ name, library, median, low, high, ratio: to }) => line(`${name}, ${library}`, median, `${low}–${high}`, ...(to ? [ratio(to)] : []))),
  ].join('\n')
}
