import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { DecodeFailure } from '../decoded/decode-failure'
import { ABORT, type DecoderReply, type DecoderRequest, frame, REPLY_DESCRIPTOR } from './decoder-protocol'
import { AnyReply } from './decoder-reply'
import { FrameReader } from './frame-reader'
import { cpuMs, limitData, residentBytes } from './process-usage'
import { sandboxed } from './sandbox'

const WATCH_MS = 50
const START_MS = 60_000
/** Between what is resident and what is reserved; the kernel refuses memory beyond, the watch kills before. */
const DATA_MARGIN = 64 * 1024 * 1024
const BLOATED_BYTES = 192 * 1024 * 1024

export interface DecoderLimits {
  /** Resident bytes above what the process had when it was ready. */
  memoryBytes: number
  /** Processor time a child may spend on one file. Not the clock's: a machine that is busy must not fail good photos. */
  cpuMs: number
  /** From the last byte of the file to the answer, by the clock: for a child that hangs without working. */
  clockMs: number
}

export interface DecoderAnswer {
  result: unknown
  pictures: Buffer[]
}

type Death = 'memory' | 'time' | 'crash' | 'start' | 'closed'

/** One decoder child: started on first use, serving one file at a time, dead for good after any failure of its own. */
export class DecoderProcess {
  /** Files it has been given. */
  served = 0
  /** Highest resident bytes seen above its base. */
  peakBytes = 0
  private readonly child: ChildProcess
  private readonly replies: FrameReader
  private readonly gone: Promise<never>
  private death: Death | null = null
  private base = 0
  private ready: Promise<void>

  /** @param program what runs in the child, from the project's root (the working directory of all processes) */
  constructor(
    private readonly limits: DecoderLimits,
    program: string,
  ) {
    const root = process.cwd()
    const { file, args } = sandboxed({
      file: process.execPath,
      args: ['--max-old-space-size=256', join(root, 'lib/imaging/decoder/decoder-launch.mjs'), program],
    })
    // The environment holds credentials; the child gets none of it. Without the thresholds (4 and 32 MB) malloc keeps all it ever had.
    const env = {
      NODE_ENV: 'production',
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '4194304',
      MALLOC_TRIM_THRESHOLD_: '33554432',
      UV_THREADPOOL_SIZE: '2',
      TZ: 'UTC',
    } as const
    const log = openLog()
    this.child = spawn(file, args, { cwd: root, env, stdio: ['pipe', 'ignore', log ?? 'ignore', 'pipe'] })
    if (log !== null) closeSync(log)
    this.replies = new FrameReader(this.child.stdio[REPLY_DESCRIPTOR] as Readable)
    this.gone = new Promise((_, reject) => {
      const end = () => {
        // A decoder that the kernel has refused memory aborts by itself.
        this.death ??= this.peakBytes > this.limits.memoryBytes * 0.7 ? 'memory' : 'crash'
        reject(failureOf(this.death, this.served))
      }
      this.child.once('exit', end)
      this.child.once('error', end)
    })
    this.gone.catch(() => {})
    this.input.on('error', () => {})
    this.ready = this.start()
    this.ready.catch(() => {})
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  get alive(): boolean {
    return this.death === null
  }

  /** Whether it still holds much more memory than a fresh one. */
  get bloated(): boolean {
    return residentBytes(this.child.pid) - this.base > BLOATED_BYTES
  }

  /**
   * Sends one file and waits for the answer.
   * @param file its bytes; what it throws is rethrown as it is, and the child stays usable
   * @throws DecodeFailure what the child said, or why it was killed
   */
  async run(request: DecoderRequest, file: AsyncIterable<Uint8Array>): Promise<DecoderAnswer> {
    await this.ready
    this.served++
    const spent = cpuMs(this.child.pid)
    const watch = setInterval(() => this.watch(spent), WATCH_MS)
    let clock: NodeJS.Timeout | undefined
    try {
      await this.send(frame(Buffer.from(JSON.stringify(request))))
      try {
        for await (const chunk of file) {
          if (chunk.byteLength > 0) await this.sendChunk(chunk)
        }
      } catch (error) {
        await this.abort()
        throw error
      }
      await this.send(Buffer.alloc(4))
      clock = setTimeout(() => this.kill('time'), this.limits.clockMs)
      return await Promise.race([this.answer(), this.gone])
    } finally {
      clearInterval(watch)
      clearTimeout(clock)
    }
  }

  /** Ends the child at once. */
  kill(death: Death = 'closed'): void {
    this.death ??= death
    this.child.kill('SIGKILL')
  }

  private get input(): Writable {
    return this.child.stdin as Writable
  }

  private async start(): Promise<void> {
    const clock = setTimeout(() => this.kill('start'), START_MS)
    try {
      await Promise.race([this.reply(), this.gone])
      this.base = residentBytes(this.child.pid)
      limitData(this.child.pid, this.limits.memoryBytes + DATA_MARGIN)
    } finally {
      clearTimeout(clock)
    }
  }

  private async answer(): Promise<DecoderAnswer> {
    const reply = await this.reply()
    if (reply.outcome === 'starved') {
      this.kill('memory')
      throw failureOf('memory', this.served)
    }
    if (reply.outcome === 'refused') {
      throw new DecodeFailure(reply.reason, { retry: false, notShown: reply.notShown ?? false })
    }
    if (reply.outcome !== 'done') throw this.broken()
    const pictures: Buffer[] = []
    for (const length of reply.lengths) pictures.push(await this.replies.read(length))
    return { result: reply.result, pictures }
  }

  private async reply(): Promise<DecoderReply> {
    try {
      return AnyReply.parse(JSON.parse((await this.replies.frame()).toString()))
    } catch {
      throw this.broken()
    }
  }

  private async abort(): Promise<void> {
    if (!this.alive) return
    const mark = Buffer.alloc(4)
    mark.writeUInt32BE(ABORT)
    await this.send(mark)
    await Promise.race([this.reply(), this.gone])
  }

  /** Length and bytes in one system call, without copying the bytes. */
  private sendChunk(chunk: Uint8Array): Promise<void> {
    const length = Buffer.allocUnsafe(4)
    length.writeUInt32BE(chunk.byteLength)
    this.input.cork()
    this.input.write(length)
    const sent = this.send(chunk)
    this.input.uncork()
    return sent
  }

  private async send(bytes: Uint8Array): Promise<void> {
    if (!this.input.write(bytes)) await Promise.race([once(this.input, 'drain'), this.gone])
    if (!this.alive) await this.gone
  }

  private broken(): DecodeFailure {
    this.kill('crash')
    return failureOf('crash', this.served)
  }

  private watch(spentBefore: number): void {
    const above = residentBytes(this.child.pid) - this.base
    this.peakBytes = Math.max(this.peakBytes, above)
    if (above > this.limits.memoryBytes) this.kill('memory')
    if (cpuMs(this.child.pid) - spentBefore > this.limits.cpuMs) this.kill('time')
  }
}

/** A file without a name for what decoders complain of: the child looks whether there was something (`hevc-native.ts`). */
function openLog(): number | null {
  const file = join(tmpdir(), `albumen-decoder-${randomUUID()}`)
  try {
    const log = openSync(file, 'ax+', 0o600)
    unlinkSync(file)
    return log
  } catch {
    // Nowhere to write: the child does without, and decodes HEIC more slowly.
    return null
  }
}

function failureOf(death: Death, served: number): DecodeFailure {
  if (death === 'memory') {
    // A child that had other files before this one may have been half full: a fresh one decides.
    return new DecodeFailure('Opening this picture needs more memory than one photo may take.', { retry: served > 1 })
  }
  if (death === 'time')
    return new DecodeFailure('Opening this picture takes longer than one photo may take.', { retry: false })
  if (death === 'closed')
    return new DecodeFailure('Processing was stopped before this photo was ready.', { retry: true })
  if (death === 'start') return new DecodeFailure('The picture decoder could not be started.', { retry: true })
  return new DecodeFailure('The picture decoder broke down while it opened this photo.', { retry: true })
}
