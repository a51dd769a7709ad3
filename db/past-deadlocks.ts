/** How often a transaction is begun at most, by the SQLSTATE with which the database has ended it. */
const TURNS: Record<string, number> = {
  /** A deadlock with another one. */
  '40P01': 5,
  /** A lock that did not come within the `lock_timeout` that the transaction has set itself. */
  '55P03': 2,
}

/**
 * Runs a transaction again that the database has ended to solve a deadlock with another one, or because a lock did not come in time: nothing of it
 * was done.
 * @param work begins and ends the transaction, and does nothing outside of it
 * @throws what `work` throws, the deadlock too when it comes each time
 */
export async function pastDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await work()
    } catch (error) {
      if (turn >= turnsOf(error)) throw error
    }
  }
}

function turnsOf(error: unknown): number {
  if (!(error instanceof Error)) return 0
  const turns = 'code' in error ? TURNS[String(error.code)] : undefined
  return turns ?? turnsOf(error.cause)
}
