import { formatBytes } from '@/lib/media/format-bytes'
import { counted } from '@/lib/media/plural'
import { RateMeter, secondsLeft } from '@/lib/transfer-rate'

/** How often a line is drawn over, and how often a new one is written where none can be. */
const DRAW_MS = 100
const PLAIN_MS = 10_000
const BAR = 24

interface Output {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(text: string): unknown
}

/** How far a command is: one line that is drawn over on a terminal, a line every ten seconds elsewhere. */
export class Progress {
  #phase: Phase | null = null
  #drawn = false
  #nextAt = 0

  constructor(
    private readonly output: Output,
    private readonly now: () => number = Date.now,
  ) {}

  begin(name: string, files: number, bytes: number): void {
    this.finish()
    this.#phase = { name, files, bytes, doneFiles: 0, doneBytes: 0, rate: new RateMeter() }
    this.#nextAt = this.output.isTTY ? 0 : this.now() + PLAIN_MS
    this.advance(0, 0)
  }

  /** @param bytes negative where something has to be done again */
  advance(bytes: number, files: number): void {
    const phase = this.#phase
    if (!phase) return
    phase.doneFiles += files
    phase.doneBytes += bytes
    const now = this.now()
    phase.rate.record(now, phase.doneBytes)
    if (now < this.#nextAt) return
    this.#nextAt = now + (this.output.isTTY ? DRAW_MS : PLAIN_MS)
    this.#draw(phase, now)
  }

  /** A line that stays. */
  say(line: string): void {
    if (this.#drawn) this.output.write('\r\u001b[K')
    this.#drawn = false
    this.output.write(`${line}\n`)
  }

  /** The phase is over: its last state stays. */
  finish(): void {
    const phase = this.#phase
    this.#phase = null
    if (!phase || (phase.files === 0 && phase.bytes === 0)) return
    this.#draw(phase, this.now())
    if (this.#drawn) this.output.write('\n')
    this.#drawn = false
  }

  #draw(phase: Phase, now: number): void {
    const line = progressLine(phase, now, this.output.isTTY ? BAR : 0)
    if (this.output.isTTY) this.output.write(`\r\u001b[K${line.slice(0, (this.output.columns ?? 80) - 1)}`)
    else this.output.write(`${line}\n`)
    this.#drawn = this.output.isTTY === true
  }
}

export interface Phase {
  name: string
  files: number
  bytes: number
  doneFiles: number
  doneBytes: number
  rate: RateMeter
}

/** @param bar characters of the bar; 0 for none */
export function progressLine(phase: Phase, now: number, bar: number): string {
  const { name, files, bytes, doneFiles, doneBytes } = phase
  const part = bytes > 0 ? doneBytes / bytes : files > 0 ? doneFiles / files : 1
  const done = Math.min(1, Math.max(0, part))
  const filled = Math.round(done * bar)
  const drawn = bar > 0 ? `[${'#'.repeat(filled)}${'.'.repeat(bar - filled)}] ` : ''
  const rate = phase.rate.rate(now)
  const seconds = secondsLeft(bytes - doneBytes, rate)
  const speed = rate === null || rate < 1 ? '' : `, ${formatBytes(rate)}/s`
  const left = seconds === null || seconds === 0 ? '' : `, ${durationWords(seconds)} left`
  return `${name} ${drawn}${Math.floor(done * 100)}%, ${doneFiles} of ${counted(files, 'file')}, ${formatBytes(Math.max(0, doneBytes))} of ${formatBytes(bytes)}${speed}${left}`
}

/** `40 s`, `3 min`, `2 h 5 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
