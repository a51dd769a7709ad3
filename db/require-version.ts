import type pg from 'pg'

const OLDEST = 18

/** The server is too old for Albumen: waiting does not help. Its message is a sentence for whoever runs it. */
export class DatabaseTooOld extends Error {
  /** Shown without a stack. */
  readonly plain = true

  /** @param version as the server says it, e.g. `15.18` */
  constructor(version: string) {
    super(
      `The database is PostgreSQL ${version}; Albumen needs PostgreSQL ${OLDEST} or newer (it uses uuidv7() and the builtin locale). Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    )
    this.name = 'DatabaseTooOld'
  }
}

/** @throws DatabaseTooOld, and whatever the connection throws */
export async function requireVersion(client: Pick<pg.ClientBase | pg.Pool, 'query'>): Promise<void> {
  const { rows } = await (client as pg.Pool).query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  )
  const { number = '0', version = '?' } = rows[0] ?? {}
  if (Math.floor(Number(number) / 10_000) < OLDEST) throw new DatabaseTooOld(version.split(' ')[0] ?? version)
}
