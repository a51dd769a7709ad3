import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { machineFacts } from './machine'

/** One round over all files: processor seconds, peaks in bytes. */
export interface Round {
  bare: { cpu: number; peak: number }
  pipeline: {
    cpu: number
    /** Of it. */
    postgresCpu: number
    decoderCpu: number
    seconds: number
    ready: number
    failed: number
    gets: number
    bytesRead: number
    workerPeak: number
    decoderPeak: number
  }
}

const RESULT = fileURLToPath(new URL('./results/ingest.md', import.meta.url))
const MB = 1024 * 1024

/** Hex SHA-256 of a file. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Writes `results/ingest.md` and prints it: the median round, against the goals of docs/targets.md. */
export async function report(originals: { bytes: number }[], rounds: Round[], concurrency: number): Promise<void> {
  const count = originals.length
  const bytes = originals.reduce((sum, original) => sum + original.bytes, 0)
  const of = (value: (round: Round) => number) => median(rounds.map(value))
  const most = (value: (round: Round) => number) => Math.max(...rounds.map(value))
  const share = (value: (round: Round) => number) => (of(value) / count).toFixed(3)
  const bare = of((round) => round.bare.cpu) / count
  const pipelined = of((round) => round.pipeline.cpu) / count
  const ratio = of((round) => round.pipeline.cpu / round.bare.cpu)
  const read = of((round) => round.pipeline.bytesRead) / bytes
  const gets = of((round) => round.pipeline.gets) / count
  const rows: [string, string, string, string][] = [
    ['photos a second', of((round) => count / round.pipeline.seconds).toFixed(1), '', ''],
    ['CPU seconds a photo, all processes', pipelined.toFixed(3), '', ''],
    [
      'of it in decoder children / Postgres / worker',
      `${share((round) => round.pipeline.decoderCpu)} / ${share((round) => round.pipeline.postgresCpu)} / ${share(({ pipeline: { cpu, decoderCpu, postgresCpu } }) => cpu - decoderCpu - postgresCpu)}`,
      '',
      '',
    ],
    ['CPU seconds a photo, bare loop of sharp and exifr', bare.toFixed(3), '', ''],
    ['ratio (median of the rounds)', ratio.toFixed(2), '≤ 1.15', verdict(ratio, 1.15)],
    ['bytes read per byte of original', read.toFixed(3), '≤ 1.05', verdict(read, 1.05)],
    ['requests per original', gets.toFixed(2), '1', verdict(gets, 1)],
    [
      'peak memory, worker (MB)',
      megabytes(most((round) => round.pipeline.workerPeak)),
      '≤ 300',
      verdict(most((round) => round.pipeline.workerPeak) / MB, 300),
    ],
    [
      'peak memory, decoder child above its base (MB)',
      megabytes(most((round) => round.pipeline.decoderPeak)),
      '≤ 512',
      verdict(most((round) => round.pipeline.decoderPeak) / MB, 512),
    ],
    ['ready / failed', `${of((round) => round.pipeline.ready)} / ${of((round) => round.pipeline.failed)}`, '', ''],
  ]
  const text = `# Ingest

\`npm run bench:ingest -- FOLDER\`: ${count} files, ${(bytes / MB / count).toFixed(1)} MB each on average, ${rounds.length} alternating rounds, ${concurrency} photos at a time.
Processor time is that of the worker, its decoder children (their start included) and Postgres, from the first job queued to the last photo ready.

${machineFacts()}

| what | measured | goal | |
|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`
  await writeFile(RESULT, text)
  process.stdout.write(text)
}

function verdict(value: number, goal: number): string {
  return value <= goal ? 'met' : `missed by ${((value / goal - 1) * 100).toFixed(0)} %`
}

function megabytes(bytes: number): string {
  return (bytes / MB).toFixed(0)
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
