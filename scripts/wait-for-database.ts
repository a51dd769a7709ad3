import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { requireVersion } from '../db/require-version'
import { isAway } from '../lib/errors/away'
import { describeError, logEvent } from '../lib/log'

const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 10_000
const CONNECT_MS = 5_000

/**
 * Waits, as long as it takes, until the database answers, and asks whether it is new enough.
 * @param ended whether to give up
 * @throws DatabaseTooOld; what the server says where it answers but refuses us (password, name of the database)
 */
export async function requireVersionWhenThere(url: string, ended: () => boolean): Promise<void> {
  for (let wait = FIRST_WAIT_MS; !ended(); wait = Math.min(wait * 2, MOST_WAIT_MS)) {
    try {
      return await askVersion(url)
    } catch (error) {
      if (!isAway(error)) throw error
      logEvent('warn', 'database.waiting', { nextTryInMs: wait, error: describeError(error) })
      await sleep(wait)
    }
  }
}

async function askVersion(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'albumen-version',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  })
  // Told to whoever asks, too; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await requireVersion(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
