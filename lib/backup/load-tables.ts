import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { ObjectStore } from '../storage/object-store'
import { BackupError } from './backup-error'
import type { BackupTable, Manifest } from './contract'
import { PLAIN_WORDS } from './dump-tables'
import { readPart } from './read-part'

interface Loading {
  /** A connection in a transaction. */
  client: pg.Client
  from: ObjectStore
  tables: BackupTable[]
  /** For drafts. */
  folder: string
}

/**
 * Puts rows into the empty tables of one schema as they were, without what triggers would add to them. Foreign keys are made anew afterwards, and
 * checked by that: tables may refer to each other in any order, and no right of a superuser is needed.
 * @throws BackupError where a part is damaged or has fewer rows than it should
 */
export async function loadTables({ client, from, tables, folder }: Loading): Promise<void> {
  await client.query(PLAIN_WORDS)
  const schemas = [...new Set(tables.map(({ schema }) => schema))]
  const { rows: keys } = await client.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text = any ($1)`,
    [schemas],
  )
  for (const { drop } of keys) await client.query(drop)
  for (const table of tables) {
    const name = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
    await client.query(`alter table ${name} disable trigger user`)
    // Rows that migrations have put there are in the backup, too.
    await client.query(`delete from ${name}`)
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
    // Fetched before the copy begins: a connection in the middle of one can do nothing else.
    const rows = await readPart(from, table, path.join(folder, 'rows'))
    const stream = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
    await pipeline(rows, stream)
    if (stream.rowCount !== table.rows)
      throw new BackupError(`${table.key} has ${stream.rowCount} rows; ${table.rows} were written.`)
    await client.query(`alter table ${name} enable trigger user`)
  }
  for (const { add } of keys) await client.query(add)
}

/** Sequences go on behind what was given. */
export async function setSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { schema, name, value } of sequences) {
    await client.query('select setval(format($1, $2::text, $3::text)::regclass, $4::bigint)', [
      '%I.%I',
      schema,
      name,
      value,
    ])
  }
}
