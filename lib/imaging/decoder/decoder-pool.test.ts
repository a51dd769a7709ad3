import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readlinkSync } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { DecodeFailure } from '../decoded/decode-failure'
import { type DecoderPool, type DecoderPoolOptions, openDecoderPool } from './decoder-pool'
import { sandboxed } from './sandbox'

const SLOW = 60_000
const POISON = { program: 'lib/imaging/testing/poison-child.ts' }
const MB = 1024 * 1024

let jpeg: Buffer
let pool: DecoderPool

beforeAll(async () => {
  jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c63' } })
    .jpeg()
    .toBuffer()
})

afterEach(() => pool?.close())

function open(options: Partial<DecoderPoolOptions> = {}): void {
  pool = openDecoderPool({ size: 1, maxPixels: 1_000_000, ...options })
}

const decode = (filename: string, ownerId = 'one', bytes = jpeg, fresh = false) =>
  pool.decode({ body: Readable.from([bytes]), bytes: bytes.byteLength, ownerId, filename, fresh })

/** What a decode failed with. */
async function failure(promise: Promise<unknown>): Promise<DecodeFailure> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (error instanceof DecodeFailure) return error
  throw error
}

const pidIn = (reason: string) => Number(reason.split(' ')[1])

it.skipIf(process.platform !== 'linux')('a child has a log that nobody else can open', async () => {
  open()
  await decode('a.jpg')
  expect(readlinkSync(`/proc/${pool.pids()[0]}/fd/2`)).toMatch(/albumen-decoder-[\w-]+ \(deleted\)$/)
})

describe('a decoder gone mad', () => {
  it.each([
    ['abort', /broke down/, true],
    ['exit', /broke down/, true],
    ['garbage', /broke down/, true],
    ['huge', /broke down/, true],
    ['lie', /makes no sense/, true],
    ['spin', /takes longer/, false],
    ['hang', /takes longer/, false],
    ['eat', /needs more memory/, false],
  ])(
    '%s: fails with a reason, and the next photo is served',
    async (name, reason, retry) => {
      open({ ...POISON, limits: { memoryBytes: 150 * MB, cpuMs: 1000, clockMs: 3000 } })
      const failed = await failure(decode(name))
      expect(failed.reason).toMatch(reason)
      expect(failed.retry).toBe(retry)
      expect((await failure(decode('fine'))).reason).toMatch(/^fine \d+$/)
    },
    SLOW,
  )

  it(
    'is asked again when an earlier file may have filled its memory',
    async () => {
      open({ ...POISON, limits: { memoryBytes: 150 * MB } })
      await failure(decode('fine'))
      expect((await failure(decode('eat'))).retry).toBe(true)
    },
    SLOW,
  )
})

describe('isolation', () => {
  it(
    'a file that asks for it gets a child that had none before',
    async () => {
      open(POISON)
      const first = pidIn((await failure(decode('fine'))).reason)
      expect(pidIn((await failure(decode('fine'))).reason)).toBe(first)
      expect(pidIn((await failure(decode('fine', 'one', jpeg, true))).reason)).not.toBe(first)
    },
    SLOW,
  )

  it(
    'serves one owner per child, several photos each',
    async () => {
      open(POISON)
      const pids: number[] = []
      for (const owner of ['one', 'one', 'two', 'one']) pids.push(pidIn((await failure(decode('fine', owner))).reason))
      expect(pids[1]).toBe(pids[0])
      expect(new Set(pids).size).toBe(3)
      expect(existsSync(`/proc/${pids[0]}`)).toBe(false)
    },
    SLOW,
  )

  it(
    'hands down no environment',
    async () => {
      open(POISON)
      expect(Object.keys(process.env).length).toBeGreaterThan(6)
      const names = (await failure(decode('environment'))).reason.split(' ')
      expect(names.filter((name) => !/^(NODE_ENV|MALLOC_\w+|UV_THREADPOOL_SIZE|TZ)$/.test(name))).toEqual([])
    },
    SLOW,
  )

  it.skipIf(sandboxed({ file: 'node', args: [] }).file !== 'unshare')(
    'has no network, not even to this machine (where the system can do that)',
    async () => {
      open(POISON)
      expect((await failure(decode('network'))).reason).toBe('ENETUNREACH')
    },
    SLOW,
  )

  it(
    'leaves no child behind when its parent is killed, not even one that spins',
    async () => {
      const parent = spawn(process.execPath, ['--import', 'tsx', 'lib/imaging/testing/pool-parent.ts'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const [line] = await once(parent.stdout, 'data')
      const child = Number(String(line))
      expect(existsSync(`/proc/${child}`)).toBe(true)
      parent.kill('SIGKILL')
      await vi.waitFor(() => expect(existsSync(`/proc/${child}`)).toBe(false), { timeout: 10_000 })
    },
    SLOW,
  )

  it(
    'leaves no child behind when it closes, also in the middle of a photo',
    async () => {
      open(POISON)
      await failure(decode('fine'))
      const [pid] = pool.pids()
      const running = failure(decode('hang'))
      const waiting = failure(decode('fine'))
      await wait(100)
      await pool.close()
      expect((await running).retry).toBe(true)
      expect((await waiting).retry).toBe(true)
      await wait(200)
      expect(existsSync(`/proc/${pid}`)).toBe(false)
      expect((await failure(decode('fine'))).reason).toMatch(/stopped/)
    },
    SLOW,
  )
})

describe('the body', () => {
  it(
    'passes its own error through and keeps the child',
    async () => {
      open(POISON)
      const before = pidIn((await failure(decode('fine'))).reason)
      const body = new PassThrough()
      body.write(jpeg.subarray(0, 100))
      const away = new Error('The store is away.')
      setTimeout(() => body.destroy(away), 50)
      await expect(pool.decode({ body, bytes: jpeg.byteLength, ownerId: 'one', filename: 'fine' })).rejects.toBe(away)
      expect(pidIn((await failure(decode('fine'))).reason)).toBe(before)
    },
    SLOW,
  )

  it.each([
    ['shorter', -1],
    ['longer', 1],
  ])(
    '%s than announced: to be tried again',
    async (_name, difference) => {
      open(POISON)
      const body = Readable.from([jpeg])
      const failed = await failure(
        pool.decode({ body, bytes: jpeg.byteLength - difference, ownerId: 'one', filename: 'fine' }),
      )
      expect(failed.reason).toMatch(/length/)
      expect(failed.retry).toBe(true)
      expect(body.destroyed).toBe(true)
    },
    SLOW,
  )

  it(
    'of a wrong type is refused before it is read to its end',
    async () => {
      open(POISON)
      let read = 0
      const endless = Readable.from(
        (function* () {
          for (; ; read += 1000) yield Buffer.alloc(1000, '<svg>')
        })(),
      )
      const failed = await failure(pool.decode({ body: endless, bytes: 1e9, ownerId: 'one', filename: 'x.jpg' }))
      expect(failed.reason).toMatch(/It takes JPEG, JPEG XL, PNG/)
      expect(failed.retry).toBe(false)
      expect(read).toBeLessThan(100_000)
    },
    SLOW,
  )
})

describe('the real decoder', () => {
  it(
    'reads a photo of one byte chunks, and several at once',
    async () => {
      open({ size: 2 })
      const bytewise = Readable.from([...jpeg].map((byte) => Buffer.from([byte])))
      const [one, two, three] = await Promise.all([
        pool.decode({ body: bytewise, bytes: jpeg.byteLength, ownerId: 'one', filename: 'IMG_20190704_123456.jpg' }),
        decode('a.jpg', 'two'),
        decode('b.jpg', 'three'),
      ])
      expect(one).toMatchObject({ width: 60, height: 40, mediaType: 'image/jpeg', damaged: false })
      expect(one.fields.takenLocal).toBe('2019-07-04T12:34:56.000')
      expect(two.sha256).toBe(one.sha256)
      expect(three.preview.data.equals(one.preview.data)).toBe(true)
    },
    SLOW,
  )

  it(
    'refuses more pixels than allowed from the header',
    async () => {
      open()
      const big = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: '#000' } })
        .png()
        .toBuffer()
      const failed = await failure(decode('big.png', 'one', big))
      expect(failed.reason).toBe('This picture has 1.4 megapixels; at most 1.0 can be shown. A smaller copy of it can.')
      expect(failed.retry).toBe(false)
    },
    SLOW,
  )
})
