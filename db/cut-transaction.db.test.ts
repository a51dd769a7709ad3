import { createConnection, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { toAppError } from '../lib/errors/away'
import { type Connection, connect } from './client'
import { testDatabaseUrl } from './testing/database'

const open = (): Connection => connect(testDatabaseUrl(), 2, () => undefined)
const connections: Connection[] = []
const fresh = () => {
  const connection = open()
  connections.push(connection)
  return connection
}
afterAll(() => Promise.all(connections.map(({ pool }) => pool.end())))

/** What the product says of an error that a transaction ends with. */
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error) => toAppError(error).code,
  )

/** A way to the database on which everything can be held back. */
async function freezable(to: string): Promise<{ url: string; freeze(): void; end(): void }> {
  const target = new URL(to)
  const port = Number(target.port)
  const sockets: Socket[] = []
  let frozen = false
  const server = createServer((client) => {
    const upstream = createConnection(port, target.hostname)
    sockets.push(client, upstream)
    for (const socket of [client, upstream]) socket.on('error', () => undefined)
    client.on('data', (data) => frozen || upstream.write(data))
    upstream.on('data', (data) => frozen || client.write(data))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  target.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return {
    url: target.href,
    freeze: () => {
      frozen = true
    },
    end: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a transaction that the database cuts off', () => {
  it('while it waits between two statements: unavailable, and the process lives', async () => {
    const { db, pool } = fresh()
    const code = await codeOf(
      db.transaction(async (tx) => {
        const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await new Promise((resolve) => setTimeout(resolve, 50))
        await tx.execute(sql`select 1`)
      }),
    )
    expect(code).toBe('unavailable')
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
  })

  it('in the middle of a statement, by its time limit or by an administrator: unavailable', async () => {
    const { db, pool } = fresh()
    expect(
      await codeOf(
        db.transaction(async (tx) => {
          await tx.execute(sql`set local statement_timeout = 20`)
          await tx.execute(sql`select pg_sleep(10)`)
        }),
      ),
    ).toBe('unavailable')
    const running = codeOf(db.execute(sql`select pg_sleep(20) /* cut */`))
    for (let cut = 0; cut === 0; ) {
      const { rows } = await pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(20) /* cut */%' and pid <> pg_backend_pid()",
      )
      cut = rows.length
    }
    expect(await running).toBe('unavailable')
  })

  it('by a server that says nothing any more: unavailable, with and without a transaction', async () => {
    const frozen = await freezable(testDatabaseUrl())
    const connection = connect(frozen.url, 2, () => undefined, 100)
    await connection.db.execute(sql`select 1`)
    frozen.freeze()
    expect(await codeOf(connection.db.execute(sql`select 2`))).toBe('unavailable')
    expect(await codeOf(connection.db.transaction((tx) => tx.execute(sql`select 3`)))).toBe('unavailable')
    frozen.end()
    void connection.pool.end()
  })

  it('by the limit of an idle transaction: unavailable', async () => {
    const { db } = fresh()
    const code = await codeOf(
      db.transaction(async (tx) => {
        await tx.execute(sql`set local idle_in_transaction_session_timeout = 20`)
        await new Promise((resolve) => setTimeout(resolve, 300))
        await tx.execute(sql`select 1`)
      }),
    )
    expect(code).toBe('unavailable')
  })
})
