// `npm run similar:rebuild [-- --after=<id>]`: makes bands, pairs and groups of pictures that look alike anew from their fingerprints.
import { connect } from '../../db/client'
import { rebuildSimilar } from '../../lib/duplicates/rebuild'
import { env } from '../../lib/env'
import { describeError, logEvent } from '../../lib/log'
import { endPlainly } from '../end-plainly'

const { DATABASE_URL } = env()
if (!DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set: name the database whose groups to make anew.\n')
  process.exit(1)
}
const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
const after = process.argv.find((word) => word.startsWith('--after='))?.slice('--after='.length)
const { db, pool } = connect(DATABASE_URL, 2, (error) =>
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
}
