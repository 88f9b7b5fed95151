// A node:test reporter that counts: {passed, failed, skipped, reasons} as JSON, for the summary of `npm test`.
export default async function* tally(events) {
  const count = { passed: 0, failed: 0, skipped: 0, reasons: [] }
  for await (const { type, data } of events) {
    if (!['test:pass', 'test:fail'].includes(type) || data.details.type === 'suite') continue
    if (data.skip !== undefined) {
      count.skipped += 1
      count.reasons.push(data.skip === true ? data.name : `${data.name}: ${data.skip}`)
    } else count[type === 'test:pass' ? 'passed' : 'failed'] += 1
  }
  yield JSON.stringify(count)
}
