import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DecodeFailure } from '../../lib/imaging/decoded/decode-failure'
import type { DecodedPhoto } from '../../lib/imaging/decoded/decoded-photo'
import { type DecoderPool, openDecoderPool } from '../../lib/imaging/decoder/decoder-pool'
import { cpuMs } from '../../lib/imaging/decoder/process-usage'
import { machineFacts, percentile } from './machine'
import { FIELDS, type Judged, judge, MUST } from './truth-compare'
import { askExiftool } from './truth-exiftool'

const RESULT = fileURLToPath(new URL('./results/truth.md', import.meta.url))
const GOAL = 0.995
const MOST_BYTES = 200_000_000
const MB = 1024 ** 2
const NAMED = /\.(xmp|json|txt|md|html?|js|css|zip|mp4|mov)$/i

interface Decoded {
  name: string
  photo: DecodedPhoto
  ms: number
  /** Processor time of the decoder child. */
  cpu: number
}

/**
 * `npm run bench:truth -- FOLDER [--write]`: reads every file of a folder as the worker does and compares each field with what exiftool says of it; prints agreement by field,
 * every disagreement with its reason, and time and memory of decoding by format. Fails where a field agrees less than 99.5 % and no reason is known.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined) throw new Error('Which folder? npm run bench:truth -- FOLDER')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    isFile(path.join(folder, name)),
  )
  const byExtension = grouped(names.sort(), (name) => path.extname(name).toLowerCase())
  const decoded: Decoded[] = []
  const peaks = new Map<string, number>()
  for (const [extension, some] of byExtension) {
    const pool = openDecoderPool({ size: 1, maxPixels: 100_000_000 })
    let most = 0
    for (const name of some) {
      const found = await decode(pool, folder, name)
      if (found) decoded.push(found)
      most = Math.max(most, ...pool.pids().map(highWater))
    }
    peaks.set(extension, most)
    await pool.close()
  }
  const facts = await askExiftool(decoded.map(({ name }) => path.join(folder, name)))
  const judged = decoded.flatMap(({ name, photo }) => {
    const said = facts.get(path.join(folder, name))
    return said ? judge(name, photo, said) : []
  })
  const left = names.length - decoded.length
  const head = `${decoded.length} pictures of ${path.basename(folder)} (${left} files are none, or not shown); exiftool answered for ${facts.size}.`
  const report = [
    `# Truth\n\n${head}\n\n${machineFacts()}\n`,
    agreement(judged),
    speed(decoded, peaks),
    reasons(judged),
  ].join('\n')
  process.stdout.write(`${report}\n`)
  if (values.write) writeFileSync(RESULT, `${report}\n`)
  if (MUST.some((field) => share(judged, field) < GOAL)) process.exitCode = 1
}

function isFile(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size > 0 && found.size < MOST_BYTES && !NAMED.test(file)
}

async function decode(pool: DecoderPool, folder: string, name: string): Promise<Decoded | null> {
  const data = readFileSync(path.join(folder, name))
  const [before] = pool.pids()
  const used = cpuMs(before)
  const start = performance.now()
  const input = {
    body: Readable.from([data]),
    bytes: data.length,
    ownerId: 'one',
    filename: path.basename(name),
    raw: true,
  }
  const photo = await pool.decode(input).catch((error: unknown) => {
    if (error instanceof DecodeFailure) return null
    throw error
  })
  const ms = performance.now() - start
  const [pid] = pool.pids()
  // A new child has used nothing before.
  return photo && { name, photo, ms, cpu: cpuMs(pid) - (pid === before ? used : 0) }
}

/** The most memory a process has had (VmHWM of proc(5)), in bytes. */
function highWater(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024
}

/** The share of files whose field agrees, or disagrees for a reason. */
function share(judged: Judged[], field: string): number {
  const all = judged.filter((one) => one.field === field)
  return all.filter(({ agrees, why }) => agrees || why !== undefined).length / Math.max(1, all.length)
}

function agreement(judged: Judged[]): string {
  const rows = FIELDS.map((field) => {
    const all = judged.filter((one) => one.field === field)
    const agree = all.filter(({ agrees }) => agrees).length
    const explained = all.filter(({ agrees, why }) => !agrees && why !== undefined).length
    const percent = (count: number) => `${((100 * count) / Math.max(1, all.length)).toFixed(2)} %`
    return `| ${field} | ${all.length} | ${percent(agree)} | ${explained} | ${all.length - agree - explained} | ${percent(agree + explained)} |`
  })
  return [
    '| field | files | agree | right for a reason | wrong | together |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function speed(decoded: Decoded[], peaks: Map<string, number>): string {
  const rows = [...grouped(decoded, ({ name }) => path.extname(name).toLowerCase())].map(([extension, some]) => {
    const times = some.map(({ ms }) => ms)
    const pixels = some.reduce((sum, { photo }) => sum + photo.width * photo.height, 0) / 1e6
    const cpu = some.map((one) => one.cpu)
    const per = cpu.reduce((sum, ms) => sum + ms, 0) / Math.max(pixels, 0.1)
    const cells = [
      some.length,
      percentile(times, 50),
      percentile(cpu, 50),
      percentile(cpu, 95),
      per,
      (peaks.get(extension) ?? 0) / MB,
    ]
    return `| ${extension || 'none'} | ${cells.map((cell) => Math.round(cell)).join(' | ')} |`
  })
  const head =
    '| extension | files | median ms | median CPU ms | 95th CPU ms | CPU ms per megapixel | most MB of the child (VmHWM) |'
  return [head, '|---|---|---|---|---|---|---|', ...rows, ''].join('\n')
}

function reasons(judged: Judged[]): string {
  const wrong = judged.filter(({ agrees }) => !agrees)
  const line = ({ path: of, read, truth }: Judged) =>
    `  - \`${of}\`: ${JSON.stringify(read)}, exiftool ${JSON.stringify(truth)}`
  return [...grouped(wrong, ({ field, why }) => `**${field}**: ${why ?? 'NOT EXPLAINED'}`)]
    .map(([title, some]) => [`- ${title} (${some.length})`, ...some.map(line)].join('\n').slice(0, 4000))
    .join('\n')
}

function grouped<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

await main()
