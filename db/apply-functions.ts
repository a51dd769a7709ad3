import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

const FOLDER = fileURLToPath(new URL('./functions', import.meta.url))

/**
 * Brings the functions and triggers of db/functions into a database: every file whose text has changed is run again, all in one
 * transaction. The files say `create or replace`, and drop what they replace under another name.
 * @param client a connection whose schema is current; nobody else may do this at the same time
 * @returns the names of the files that were run
 */
export async function applyFunctions(client: pg.ClientBase, folder = FOLDER): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
  await client.query('begin')
  try {
    const applied: string[] = []
    // A body may name a function of a later file.
    await client.query('set local check_function_bodies = off')
    for (const [index, file] of files.entries()) {
      const text = texts[index] as string
      const hash = createHash('sha256').update(text).digest('hex')
      const { rows } = await client.query('select from applied_functions where file = $1 and sha256 = $2', [file, hash])
      if (rows.length > 0) continue
      await client.query(text)
      const note = `insert into applied_functions (file, sha256) values ($1, $2)
        on conflict (file) do update set sha256 = excluded.sha256, applied_at = now()`
      await client.query(note, [file, hash])
      applied.push(file)
    }
    await client.query('commit')
    return applied
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
