// `npm run similar:rebuild [-- --after=<id>]`: makes bands, pairs and groups of pictures that look alike anew from their fingerprints.
import { connect } from '../../db/client'
import { rebuildSimilar } from '../../lib/duplicates/rebuild'
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
  const photos = await rebuildSimilar(db, {
    after,
    signal: ending.signal,
    onDone: ({ photos, last }) => {
      place = last
      process.stdout.write(`${photos} photos done, the last is ${last}\n`)
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
