import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Connection, connect } from '../db/client'
import { Receiver } from '../lib/webhooks/testing/receiver'
import { startPostgres } from './postgres'
import { processesNaming } from './testing/clone'
import { Person } from './testing/person'
import { type StartedAlbumen, startAlbumen } from './testing/start-albumen'

let folder: string
let dataDir: string
let postgres: Awaited<ReturnType<typeof startPostgres>>
let connection: Connection
let albumen: StartedAlbumen
let receiver: Receiver

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-webhooks-'))
  dataDir = path.join(folder, 'data')
  postgres = await startPostgres(path.join(folder, 'postgres'))
  albumen = await startAlbumen({ dataDir, variables: { DATABASE_URL: postgres.url, LOG_LEVEL: 'error' } })
  connection = connect(postgres.url, 2, () => undefined)
  receiver = await Receiver.start()
}, 240_000)

afterAll(async () => {
  await receiver?.stop()
  await connection?.pool.end()
  await albumen?.stop()
  for (const pid of await processesNaming(dataDir)) process.kill(pid, 'SIGKILL')
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const patience = { timeout: 60_000, interval: 50 }

async function workerPid(): Promise<number> {
  const { children } = JSON.parse(await readFile(path.join(dataDir, 'running.json'), 'utf8'))
  return children.worker.pid
}

it('a delivery in whose middle the worker is killed arrives once more, under the same id', async () => {
  const person = new Person(albumen.url, 'first')
  await person.join()
  const made = await person.send('POST', '/api/v1/webhooks', { url: receiver.at(), events: ['album.changed'] })
  expect(made.status).toBe(201)
  // The receiver has it and says nothing: nobody can know whether it arrived.
  receiver.reply = () => undefined
  expect((await person.send('POST', '/api/v1/albums', { title: 'Boats' })).status).toBe(201)
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), patience)
  const killed = await workerPid()
  process.kill(killed, 'SIGKILL')
  receiver.answer(204)
  // The lease is over sooner than in life.
  await connection.db.execute(sql`update webhook_deliveries set next_attempt_at = now()`)
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2), patience)
  expect(await workerPid()).not.toBe(killed)
  const [first, second] = receiver.received
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['albumen-delivery']).toBe(first?.headers['albumen-delivery'])
  const delivered = async () => {
    const found = await connection.db.execute(sql`select status, attempts from webhook_deliveries`)
    expect(found.rows).toEqual([{ status: 'delivered', attempts: 2 }])
  }
  await vi.waitFor(delivered, patience)
}, 200_000)
