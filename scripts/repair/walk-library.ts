import { connect, type Database } from '../../db/client'
import { describeError, logEvent } from '../../lib/log'
import { endPlainly } from '../end-plainly'
import { ownDatabase } from './own-database'

/** What goes through the photos of the library in the order of their ids, and says how far it has come. */
type Walk = (
  db: Database,
  options: {
    after: string | undefined
    signal: AbortSignal
    onDone: (done: { photos: number; last: string }) => void
  },
) => Promise<number>

/**
 * Runs such a walk as a program: behind `--after=<id>` where that is given, until it is done or broken off by a signal; then it says how to go on.
 * @param verb what was done with photos, as "read"
 */
export async function walkLibrary(verb: string, walk: Walk): Promise<void> {
  const own = await ownDatabase().catch(endPlainly)
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  const after = process.argv.find((word) => word.startsWith('--after='))?.slice('--after='.length)
  const { db, pool } = connect(own.url, 2, (error) =>
    logEvent('warn', 'database.idle_connection', { error: describeError(error) }),
  )
  try {
    let place = after
    const photos = await walk(db, {
      after,
      signal: ending.signal,
      onDone: ({ photos, last }) => {
        place = last
        process.stdout.write(`${photos} photos ${verb}, the last is ${last}\n`)
      },
    })
    const how = place === undefined ? 'Begin again to go on.' : `Go on with --after=${place}.`
    process.stdout.write(ending.signal.aborted ? `Broken off. ${how}\n` : `Done: ${photos} photos.\n`)
  } catch (error) {
    endPlainly(error)
  } finally {
    await pool.end()
    await own.close()
  }
}
