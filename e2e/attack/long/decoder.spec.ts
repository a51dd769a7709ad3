// The decoder's own corpus, 5,000 times changed at random by zzuf, through the very pool that the worker uses.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { DecodeFailure } from '@/lib/imaging/decoded/decode-failure'
import { openDecoderPool } from '@/lib/imaging/decoder/decoder-pool'
import { makeSet } from '@/lib/imaging/testing/made-set'
import { KINDS } from '@/lib/imaging/testing/raw-kinds'

const TIMES = Number(process.env.ATTACK_FILES ?? 5_000)
const SIZE = 2
/** As in the corpus' own test: killed when seen above 512 MB, refused by the kernel 64 MB beyond. */
const CAP = (512 + 64) * 1024 * 1024
/** Shares of bits that are changed: from a few to a picture of noise. */
const RATIOS = ['0.0005', '0.002', '0.01', '0.04']
/** All of a file, all but its signature, or its beginning where the lengths are. */
const RANGES = ['0-', '16-', '16-600']

test.describe.configure({ timeout: 3_600_000 })

const run = promisify(execFile)

interface Original {
  file: string
  name: string
  kind: string
  data: Buffer
}

async function originals(folder: string): Promise<Original[]> {
  const made = (await makeSet())
    .filter(({ expected }) => expected.outcome === 'accepted')
    .map(({ path: name, data }) => ({ name, data }))
  const raw = Object.entries(KINDS).map(([type, make]) => ({ name: `raw.${type.split('/')[1]}`, data: make() }))
  return Promise.all(
    [...made, ...raw].map(async ({ name, data }, at) => {
      const kind = path.extname(name).slice(1).replace('tif', 'tiff').replace('tifff', 'tiff')
      const file = path.join(folder, `${at}.${kind}`)
      await writeFile(file, data)
      return { file, name, kind, data }
    }),
  )
}

/** One of some by a number, as if by chance, and the same each time. */
function pick<T>(some: T[], number: number): T {
  const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 0
  return some[(mixed >>> 9) % some.length] as T
}

async function mutated({ file }: Original, turn: number): Promise<Buffer> {
  const [ratio, range] = [pick(RATIOS, turn), pick(RANGES, turn + 7)]
  const options = { encoding: 'buffer' as const, maxBuffer: 64 * 1024 * 1024 }
  return (await run('zzuf', ['-s', String(turn), '-r', ratio, '-b', range, 'cat', file], options)).stdout
}

test(`the decoder answers ${TIMES} mutated files and is alive`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-zzuf-'))
  const all = await originals(folder)
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  const outcomes: Record<string, number> = {}
  const strange: string[] = []
  let longest = 0
  const pool = openDecoderPool({ size: SIZE, maxPixels: 100_000_000 })
  const count = (what: string) => {
    outcomes[what] = (outcomes[what] ?? 0) + 1
  }
  const decode = (data: Buffer, filename: string) =>
    pool.decode({ body: Readable.from([data]), bytes: data.length, ownerId: 'one', filename, raw: true })
  let turn = 0
  let changed = 0
  const lane = async () => {
    while (turn < TIMES) {
      const mine = turn
      turn += 1
      const ofKind = all.filter(({ kind }) => kind === kinds[mine % kinds.length])
      const original = pick(ofKind, mine + 3)
      const data = await mutated(original, mine)
      if (!data.equals(original.data)) changed += 1
      const began = performance.now()
      await decode(data, original.name).then(
        (photo) => count(photo.damaged ? 'shown, told as damaged' : 'shown'),
        (error: unknown) => {
          if (!(error instanceof DecodeFailure) || !error.reason.endsWith('.'))
            strange.push(`${mine} ${original.name} ${error}`)
          else count(`refused${error.retry ? ', may be tried again' : ''}: ${error.reason}`)
        },
      )
      longest = Math.max(longest, performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: SIZE }, lane))
  for (const { data, name } of all) expect((await decode(data, name)).width, name).toBeGreaterThan(0)
  const report = {
    files: TIMES,
    changed,
    kinds,
    peakMegabytes: Math.round(pool.peakBytes() / 1024 / 1024),
    longestMs: Math.round(longest),
    outcomes,
  }
  process.stdout.write(`decoder: ${JSON.stringify(report, null, 1)}\n`)
  expect(pool.peakBytes()).toBeLessThanOrEqual(CAP)
  pool.close()
  await rm(folder, { recursive: true })
  expect(strange).toEqual([])
  expect(Object.values(outcomes).reduce((sum, one) => sum + one, 0)).toBe(TIMES)
  expect(changed).toBeGreaterThan(TIMES / 2)
})
