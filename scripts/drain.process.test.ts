import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from './ports'
import { processesNaming } from './testing/clone'
import { Person } from './testing/person'
import { type StartedAlbumen, startAlbumen } from './testing/start-albumen'

/** Longer than the time an upload had before the time for ending could be chosen. */
const PIECES = 10
const PIECE_MS = 1_000

let folder: string
let albumen: StartedAlbumen

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-drain-'))
  const variables = { PORT: String(await freePort()), SHUTDOWN_SECONDS: '60', LOG_LEVEL: 'error' }
  albumen = await startAlbumen({ dataDir: path.join(folder, 'data'), variables })
}, 240_000)

afterAll(async () => {
  albumen?.process.kill('SIGTERM')
  for (const pid of await processesNaming(folder)) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

describe('SIGTERM during an upload', () => {
  it('lets it end within the time for ending, and then ends itself', async () => {
    const person = new Person(albumen.url, 'drain')
    await person.join()
    const data = Buffer.concat([Buffer.from('ffd8ffe000104a4649460001', 'hex'), randomBytes(200_000)])
    const sha256 = createHash('sha256').update(data).digest('hex')
    const [ticket] = await person.requestUploads([{ name: 'slow.jpg', sha256, data }])
    if (!ticket || !('method' in ticket) || ticket.method !== 'PUT') throw new Error('refused')
    const headers = { 'content-length': data.length, 'content-type': 'image/jpeg', origin: albumen.url }
    const put = request(albumen.url + ticket.url, { method: 'PUT', headers: { ...headers, cookie: person.cookie } })
    const answered = once(put, 'response')
    put.write(data.subarray(0, 1_000))
    await sleep(PIECE_MS)
    const stopped = albumen.stop()
    const size = Math.ceil((data.length - 1_000) / PIECES)
    for (let start = 1_000; start < data.length; start += size) {
      put.write(data.subarray(start, start + size))
      await sleep(PIECE_MS)
    }
    put.end()
    const [response] = await answered
    response.resume()
    expect(response.statusCode).toBe(204)
    expect(await stopped).toBe(0)
  }, 120_000)
})
