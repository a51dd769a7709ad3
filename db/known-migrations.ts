import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}

/** The list of migrations of this version, the oldest first. */
export async function readJournal(): Promise<Journal> {
  return JSON.parse(await readFile(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as Journal
}

/** The database was used by a newer Albumen: this one would read and write it wrongly. Its message is a sentence for whoever runs it. */
export class DatabaseTooNew extends Error {
  /** Shown without a stack. */
  readonly plain = true

  constructor() {
    super(
      'The database was brought up to date by a newer Albumen than this one. Start that version, or put a backup back that was made before (docs/backup.md).',
    )
    this.name = 'DatabaseTooNew'
  }
}

/** @throws DatabaseTooNew where the last migration it has seen is none of this version's, or a later one */
export async function requireKnownSchema(client: Pick<pg.ClientBase | pg.Pool, 'query'>): Promise<void> {
  const { rows: there } = await (client as pg.Pool).query<{ table: string | null }>(
    "select to_regclass('drizzle.__drizzle_migrations')::text as table",
  )
  if (!there[0]?.table) return
  const { rows } = await (client as pg.Pool).query<{ when: string }>(
    'select created_at as when from drizzle.__drizzle_migrations order by created_at desc limit 1',
  )
  const last = (await readJournal()).entries.at(-1)
  if (rows[0] && last && Number(rows[0].when) > last.when) throw new DatabaseTooNew()
}
