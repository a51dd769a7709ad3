// `npm run reread [-- --after=<id>]`: has the running worker read all files of the library again, for what a newer version finds in them.
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../db/client'
import { rereadPhotos } from '../../lib/edits/reread-photos'
import { describeError, logEvent } from '../../lib/log'
import { endPlainly } from '../end-plainly'
import { ownDatabase } from './own-database'

const own = await ownDatabase().catch(endPlainly)
const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
const after = process.argv.find((word) => word.startsWith('--after='))?.slice('--after='.length)
const { db, pool } = connect(own.url, 2, (error) =>
  logEvent('warn', 'database.idle_connection', { error: describeError(error) }),
)
try {
  let place = after
  process.stdout.write('The worker must run: it does the reading.\n')
  const photos = await rereadPhotos(db, {
    after,
    signal: ending.signal,
    wait: async () => void (await sleep(500)),
    onDone: ({ photos, last }) => {
      place = last
      process.stdout.write(`${photos} photos read, the last is ${last}\n`)
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
