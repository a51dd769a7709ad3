import { migrateDatabase } from '../db/migrate'
import { env } from '../lib/env'
import { endPlainly } from './end-plainly'

const { DATABASE_URL } = env()
if (!DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set: name the database to migrate. `npm start` migrates its own.\n')
  process.exit(1)
}
await migrateDatabase(DATABASE_URL).catch(endPlainly)
process.stdout.write('The database has the current schema.\n')
