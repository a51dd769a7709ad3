// `npm run restore -- PLACE [--at=NAME]`: puts a backup back into an empty database and the store of the settings (docs/backup.md).
import path from 'node:path'
import { restoreBackup } from '../../lib/backup/restore-backup'
import { type Env, env } from '../../lib/env'
import { openStore } from '../../lib/storage/open-store'
import { endPlainly } from '../end-plainly'
import { startPostgres } from '../postgres'
import { openPlace, parseCall, secretOf } from './place'

async function main(): Promise<void> {
  const { values, place } = parseCall('npm run restore -- PLACE [--at=NAME]', { at: { type: 'string' } })
  const settings = env()
  const from = await openPlace(place, settings)
  const database = await emptyDatabase(settings)
  try {
    const { at } = await restoreBackup({
      from,
      name: values.at,
      url: database.url,
      store: openStore(settings),
      secret: await secretOf(settings),
      say: (line) => process.stdout.write(`${line}\n`),
    })
    process.stdout.write(`The library is as it was at ${at}. Start Albumen.\n`)
  } finally {
    await database.close()
  }
}

/** That of DATABASE_URL, or a new one in DATA_DIR. */
async function emptyDatabase({ DATABASE_URL, DATA_DIR }: Env) {
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => undefined }
  const postgres = await startPostgres(path.resolve(DATA_DIR, 'postgres'))
  return { url: postgres.url, close: () => postgres.stop() }
}

await main().catch(endPlainly)
