import type { Readable } from 'node:stream'
import { MAX_REPLY_BYTES } from './decoder-protocol'

const MAX_FRAME_BYTES = 16 * 1024 * 1024

/** Reads counted bytes from a stream, each byte copied once. */
export class FrameReader {
  private readonly waiting: Buffer[] = []
  private target: Buffer | null = null
  private filled = 0
  private resolve: ((bytes: Buffer) => void) | null = null

  constructor(stream: Readable) {
    stream.on('data', (chunk: Buffer) => {
      this.waiting.push(chunk)
      this.pump()
    })
    // The end of the process is told by its exit; a torn pipe says nothing more.
    stream.on('error', () => {})
  }

  /** The next `length` bytes; never resolves when the stream ends before. */
  read(length: number): Promise<Buffer> {
    if (length > MAX_REPLY_BYTES) return Promise.reject(new Error('The reply is too long.'))
    return new Promise((resolve) => {
      this.target = Buffer.allocUnsafe(length)
      this.filled = 0
      this.resolve = resolve
      this.pump()
    })
  }

  /** The next frame: a length of 32 bits, then that many bytes. */
  async frame(): Promise<Buffer> {
    const length = (await this.read(4)).readUInt32BE()
    if (length > MAX_FRAME_BYTES) throw new Error('The reply is too long.')
    return this.read(length)
  }

  private pump(): void {
    while (this.target && this.filled < this.target.byteLength && this.waiting.length > 0) {
      const chunk = this.waiting[0] as Buffer
      const taken = chunk.copy(this.target, this.filled)
      this.filled += taken
      if (taken === chunk.byteLength) this.waiting.shift()
      else this.waiting[0] = chunk.subarray(taken)
    }
    if (this.target && this.filled === this.target.byteLength) {
      const { target, resolve } = this
      this.target = null
      this.resolve = null
      resolve?.(target)
    }
  }
}
