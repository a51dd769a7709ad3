/** Ends this process for an error: with its sentence alone where it was written for people, else with its stack. */
export function endPlainly(error: unknown): never {
  const plain = error instanceof Error && 'plain' in error && error.plain === true
  process.stderr.write(`${error instanceof Error ? (plain ? error.message : error.stack) : String(error)}\n`)
  process.exit(1)
}
