// How a page looks, and whether everybody can use it: axe, dark mode, narrow screens.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Asks the page that is open in `world`. What only Chromium's driver can do is done differently, or not, elsewhere. */
export function looks(world) {
  const chromium = () => world.engine === 'chromium'
  const cdp = (command, parameters) => world.driver.sendAndGetDevToolsCommand(command, parameters)

  /** What axe has to say, which sees into open shadow roots only. */
  const violations = async () => {
    await world.stand()
    await world.run(axe)
    return world.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
      const words = ({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html + ' ' + any.map(({ message }) => message)).join(' ')
      axe.run().then(({ violations }) => done(violations.map(words)), (error) => done([String(error)]))`)
  }
  /** The reader's wish for `light` or `dark`; none takes it back. Chromium only. */
  const scheme = (value) => cdp('Emulation.setEmulatedMedia', { features: value ? [{ name: 'prefers-color-scheme', value }] : [] })
  /** Makes the page 320 CSS px wide, as 1280 px at 400 % are. Without media queries where the driver has no such wish. */
  const narrow = async (on) => {
    if (chromium())
      return on
        ? cdp('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: false })
        : cdp('Emulation.clearDeviceMetricsOverride', {})
    if (on) await world.run(`document.documentElement.style.inlineSize = '320px'; document.body.style.paddingInline = '1rem'`)
  }
  /** What reaches out of a narrow page on either side, shadow roots included. */
  const sideways = () =>
    world.run(`const page = document.documentElement
      const { left: from, right: to } = page.getBoundingClientRect()
      const all = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(shadowOf(element) ? all(shadowOf(element)) : [])])
      const wide = all(document.body).filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 1 && element.checkVisibility() && (right > to + 0.5 || left < from - 0.5)
      })
      const scrolled = page.scrollWidth - page.clientWidth > 0 ? ['the page scrolls'] : []
      return [...scrolled, ...wide.map(({ outerHTML }) => outerHTML.slice(0, 120))]`)
  return { violations, scheme, narrow, sideways }
}
