/** Says what is wrong and what to do, and ends with the status of what could not start. */
export function refuse(message, hint) {
  process.stderr.write(`error: ${message}\nhint: ${hint}\n`)
  process.exit(2)
}
