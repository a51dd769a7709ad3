import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { machineFacts } from './machine'
import type { ManyKeys, Rescan } from './scan-rescan'

/** A first scan and the bare loop over the same files: processor seconds, peaks in bytes. */
export interface FirstScan {
  bare: { cpu: number; peak: number; seconds: number }
  cpu: number
  seconds: number
  ready: number
  failed: number
  gets: number
  heads: number
  lists: number
  objectBytes: number
  workerPeak: number
}

/** A part of the report: what was measured, in words, and on what. */
interface Part {
  about: string
  machine: string
  rows: string[][]
}

type Parts = Partial<Record<'first' | 'second' | 'keys', Part>>

const RESULT = fileURLToPath(new URL('./results/scan.md', import.meta.url))
const KEPT = fileURLToPath(new URL('./results/scan.json', import.meta.url))
const MB = 1024 * 1024

/** Keeps a part's result, so that the parts can be measured one at a time. */
export async function keep(part: Parts): Promise<void> {
  await writeFile(KEPT, `${JSON.stringify({ ...(await kept()), ...part }, null, 2)}\n`)
}

async function kept(): Promise<Parts> {
  return JSON.parse(await readFile(KEPT, 'utf8').catch(() => '{}'))
}

/** Writes `results/scan.md` from the latest result of each part and prints it. */
export async function writeReport(): Promise<void> {
  const { first, second, keys } = await kept()
  const parts = [first, second, keys].filter((part) => part !== undefined)
  const text = `# Scans of sources

\`npm run bench:scan -- FOLDER\`, on radosgw on the same machine behind a proxy that counts requests (neither counts as processor time); goals of
\`docs/targets.md\`.
${parts.map(section).join('')}`
  await writeFile(RESULT, text)
  process.stdout.write(text)
}

function section({ about, machine, rows }: Part): string {
  return `
${about}
${machine}

| what | measured | goal | |
|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`
}

/** The first scan against the bare loop over the same files; the median round. */
export function describeFirst(originals: { bytes: number }[], rounds: FirstScan[]): Part {
  const count = originals.length
  const bytes = originals.reduce((sum, original) => sum + original.bytes, 0)
  const of = (value: (round: FirstScan) => number) => median(rounds.map(value))
  const ratio = of((round) => round.cpu / round.bare.cpu)
  const gets = of((round) => round.gets / count)
  const read = of((round) => round.objectBytes / bytes)
  const peak = Math.max(...rounds.map((round) => round.workerPeak)) / MB
  return {
    about: `**First scan**: ${count} files, ${(bytes / MB / count).toFixed(1)} MB each on average, ${rounds.length} round(s), 2 readers, after 6 photos that start the decoders
and load the table of places.`,
    machine: machineFacts(),
    rows: [
      ['GETs per original', gets.toFixed(3), '1', verdict(gets <= 1)],
      ['bytes read per byte of original', read.toFixed(3), '≤ 1.05', verdict(read <= 1.05)],
      ['LIST and HEAD requests', `${of((round) => round.lists)} and ${of((round) => round.heads)}`, '', ''],
      ['photos a second', of((round) => count / round.seconds).toFixed(1), '', ''],
      ['photos a second, bare loop of sharp and exifr', of((round) => count / round.bare.seconds).toFixed(1), '', ''],
      ['CPU seconds a photo (worker, decoders, Postgres)', of((round) => round.cpu / count).toFixed(3), '', ''],
      ['CPU seconds a photo, bare loop', of((round) => round.bare.cpu / count).toFixed(3), '', ''],
      ['ratio', ratio.toFixed(2), '≤ 1.15', verdict(ratio <= 1.15)],
      ['peak memory of the worker (MB)', peak.toFixed(0), '≤ 300', verdict(peak <= 300)],
      ['shown / failed', `${of((round) => round.ready)} / ${of((round) => round.failed)}`, '', ''],
    ],
  }
}

/** The part of the report on a scan that finds nothing changed. */
export function describeSecond(rescan: Rescan): Part {
  const least = Math.ceil(rescan.objects / 1000)
  const untouched = rescan.objectRequests + rescan.objectBytes === 0
  return {
    about: `**Second scan** of ${rescan.objects.toLocaleString('en')} unchanged objects.`,
    machine: machineFacts(),
    rows: [
      ['LIST requests', String(rescan.lists), String(least), verdict(rescan.lists <= least)],
      [
        'requests for objects, bytes of them',
        `${rescan.objectRequests}, ${rescan.objectBytes}`,
        '0, 0',
        verdict(untouched),
      ],
      ['seconds', rescan.seconds.toFixed(1), 'seconds', ''],
      ['CPU seconds of the worker', rescan.cpu.toFixed(1), '', ''],
    ],
  }
}

/** The part of the report on memory while very many keys are scanned. */
export function describeKeys(many: ManyKeys): Part {
  const of = (scan: 'first' | 'second') =>
    many.samples.filter((sample) => sample.scan === scan).map(({ residentMb }) => residentMb)
  const second = of('second')
  const grown = (second.at(-1) ?? 0) - (second[0] ?? 0)
  return {
    about: `**${many.keys.toLocaleString('en')} keys**, made up by a reader in the process (a real server takes too long to fill), scanned twice.`,
    machine: machineFacts(),
    rows: [
      [
        'seconds of the first and of the second scan',
        `${many.firstSeconds.toFixed(0)} and ${many.secondSeconds.toFixed(0)}`,
        '',
        '',
      ],
      [
        'resident MB at each tenth of the first scan',
        of('first')
          .map((mb) => mb.toFixed(0))
          .join(' '),
        '',
        '',
      ],
      [
        'resident MB at each tenth of the second scan',
        second.map((mb) => mb.toFixed(0)).join(' '),
        'flat',
        verdict(grown < 32),
      ],
    ],
  }
}

const verdict = (met: boolean) => (met ? 'met' : 'missed')

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
