import pg from 'pg'

/** The migrated database that those of tests are copies of. */
export const TEMPLATE = 'albumen_template'

/** The name of the database of one of the workers, which count from 1. */
export const workerDatabase = (worker: number | string): string => `tests_${worker}`

/**
 * Makes a database on the test run's server.
 * @param server address of that server
 * @param template what it is a copy of; an empty one when left out
 * @returns its address
 */
export async function createDatabase(server: string, name: string, template?: string): Promise<string> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    await admin.query(`create database ${name} ${template ? `template ${template}` : ''}`)
  } finally {
    await admin.end()
  }
  return databaseAt(server, name)
}

/** The address of a database of a server. */
export function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
