/**
 * Calls `end` when the supervisor that started this process has gone, however it ended: the write end of our standard
 * input was its alone. Does nothing in a process that was started by hand (without --supervised).
 */
export function endWithParent(end: () => void): void {
  if (!process.argv.includes('--supervised')) return
  process.stdin.once('end', end)
  process.stdin.once('error', end)
  process.stdin.resume()
}
