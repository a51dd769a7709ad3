/** How often a transaction is begun anew at most. */
const TURNS = 5

/**
 * Runs a transaction again that the database has ended to solve a deadlock with another one (SQLSTATE 40P01): nothing of it was done.
 * @param work begins and ends the transaction, and does nothing outside of it
 * @throws what `work` throws, the deadlock too when it comes each time
 */
export async function pastDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await work()
    } catch (error) {
      if (turn === TURNS || !isDeadlock(error)) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === '40P01') return true
  return isDeadlock(error.cause)
}
