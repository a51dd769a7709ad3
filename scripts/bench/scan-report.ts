import { writeFile } from 'node:fs/promises'
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

interface Measured {
  originals: { bytes: number }[]
  rounds: FirstScan[]
  rescan: Rescan
  many: ManyKeys
}

const RESULT = fileURLToPath(new URL('./results/scan.md', import.meta.url))
const MB = 1024 * 1024

/** Writes `results/scan.md` and prints it, against the goals of issue 4. */
export async function report({ originals, rounds, rescan, many }: Measured): Promise<void> {
  const count = originals.length
  const bytes = originals.reduce((sum, original) => sum + original.bytes, 0)
  const of = (value: (round: FirstScan) => number) => median(rounds.map(value))
  const ratio = of((round) => round.cpu / round.bare.cpu)
  const gets = of((round) => round.gets / count)
  const read = of((round) => round.objectBytes / bytes)
  const grown = growth(many)
  const rows: string[][] = [
    ['first scan: GETs per original', gets.toFixed(3), '1', verdict(gets <= 1)],
    ['first scan: bytes read per byte of original', read.toFixed(3), '≤ 1.05', verdict(read <= 1.05)],
    ['first scan: LIST and HEAD requests', `${of((round) => round.lists)} and ${of((round) => round.heads)}`, '', ''],
    ['first scan: photos a second', of((round) => count / round.seconds).toFixed(1), '', ''],
    ['bare loop: photos a second', of((round) => count / round.bare.seconds).toFixed(1), '', ''],
    [
      'first scan: CPU seconds a photo (worker, decoders, Postgres)',
      of((round) => round.cpu / count).toFixed(3),
      '',
      '',
    ],
    ['bare loop: CPU seconds a photo', of((round) => round.bare.cpu / count).toFixed(3), '', ''],
    ['ratio', ratio.toFixed(2), '≤ 1.15 (design.md §4)', verdict(ratio <= 1.15)],
    [
      'peak memory of the worker (MB)',
      (Math.max(...rounds.map((round) => round.workerPeak)) / MB).toFixed(0),
      '≤ 300',
      '',
    ],
    ['shown / failed', `${of((round) => round.ready)} / ${of((round) => round.failed)}`, '', ''],
    [
      `second scan of ${rescan.objects.toLocaleString('en')} unchanged objects: LIST requests`,
      String(rescan.lists),
      String(Math.ceil(rescan.objects / 1000)),
      verdict(rescan.lists <= Math.ceil(rescan.objects / 1000)),
    ],
    [
      'requests for objects, and bytes of them',
      `${rescan.objectRequests}, ${rescan.objectBytes}`,
      '0, 0',
      verdict(rescan.objectRequests + rescan.objectBytes === 0),
    ],
    ['seconds (CPU seconds of the worker)', `${rescan.seconds.toFixed(1)} (${rescan.cpu.toFixed(1)})`, 'seconds', ''],
    [
      `${many.keys.toLocaleString('en')} keys, made up in the process: seconds of the first and the second scan`,
      `${many.firstSeconds.toFixed(0)} and ${many.secondSeconds.toFixed(0)}`,
      '',
      '',
    ],
    [
      'resident memory from the first tenth to the last of the second scan (MB)',
      grown.text,
      'flat',
      verdict(grown.flat),
    ],
  ]
  const samples = many.samples.map(
    ({ scan, keys, residentMb }) => `| ${scan} | ${keys.toLocaleString('en')} | ${residentMb.toFixed(0)} |`,
  )
  const text = `# Scans of sources

\`npm run bench:scan -- FOLDER\`: ${count} files, ${(bytes / MB / count).toFixed(1)} MB each on average, ${rounds.length} round(s), 2 readers, a bucket on radosgw on the same
machine behind a proxy that counts requests (neither counts as processor time). The million keys come from a reader in the process, since
a real server takes too long to fill.

${machineFacts()}

| what | measured | goal | |
|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

| scan | keys passed | resident (MB) |
|---|---|---|
${samples.join('\n')}
`
  await writeFile(RESULT, text)
  process.stdout.write(text)
}

function growth({ samples }: ManyKeys): { text: string; flat: boolean } {
  const second = samples.filter(({ scan }) => scan === 'second').map(({ residentMb }) => residentMb)
  const [first = 0] = second
  const last = second.at(-1) ?? 0
  return { text: `${first.toFixed(0)} → ${last.toFixed(0)}`, flat: last - first < 32 }
}

const verdict = (met: boolean) => (met ? 'met' : 'missed')

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
