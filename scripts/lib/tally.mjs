// A node:test reporter that counts, for the summary of `npm test`: JSON of {passed, failed, skipped, notes}, where the
// notes name what failed and why something was skipped.
export default async function* tally(events) {
  const count = { passed: 0, failed: 0, skipped: 0, notes: [] }
  for await (const { type, data } of events) {
    if (!['test:pass', 'test:fail'].includes(type) || data.details.type === 'suite') continue
    if (data.skip !== undefined) {
      count.skipped += 1
      count.notes.push(`skipped: ${data.name}${data.skip === true ? '' : `, ${data.skip}`}`)
    } else if (type === 'test:fail') {
      count.failed += 1
      count.notes.push(`failed: ${data.name}`)
    } else count.passed += 1
  }
  yield JSON.stringify(count)
}
