import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type * as z from 'zod'
import { ACCEPTED_NAMES, type MediaType, SNIFF_BYTES } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import type { DecodedPhoto } from '../decoded/decoded-photo'
import { looksRaw } from '../formats/raw-head'
import { sniffMediaType } from '../formats/sniff'
import { type DecoderLimits, DecoderProcess } from './decoder-process'
import { DECODER_CHILD } from './decoder-program.mjs'
import type { DecoderRequest } from './decoder-protocol'
import { DecodedReply, StrippedReply } from './decoder-reply'
import { type DecoderSlot, DecoderSlots } from './decoder-slots'

const LIMITS: DecoderLimits = { memoryBytes: 512 * 1024 * 1024, cpuMs: 20_000, clockMs: 60_000 }
const EMPTY = Buffer.alloc(0)

export interface DecodeInput {
  /** The original, read once and to its end (or destroyed). */
  body: Readable
  /** Length the body must have. */
  bytes: number
  /** A child never holds the photos of two owners. */
  ownerId: string
  /** For the date in the name, when the file itself has none. */
  filename: string
  /** Asks for a child that has had no file yet: what one left behind may be what was too much. */
  fresh?: boolean
  /** Whether raw camera files are taken too, by the preview in them (sources only). */
  raw?: boolean
  /** Quarter turns clockwise that it is drawn turned, beyond what it says itself. */
  turn?: number
}

export interface DecoderPool {
  /**
   * Reads an original once: SHA-256, metadata, renditions, fingerprint.
   * @throws DecodeFailure the reason for its owner; what `body` throws is rethrown as it is
   */
  decode(input: DecodeInput): Promise<DecodedPhoto>
  /**
   * The file without metadata (EXIF, XMP, IPTC, comments, second pictures), its pixels untouched where the format allows.
   * @throws DecodeFailure, or what `body` throws
   */
  strip(input: DecodeInput): Promise<{ mediaType: MediaType; data: Buffer }>
  /** Highest resident bytes any child had above its base, since the pool was opened. */
  peakBytes(): number
  /** Process ids of the children that live now. */
  pids(): number[]
  /** Ends the children; photos under way fail with a retry. */
  close(): Promise<void>
}

export interface DecoderPoolOptions {
  /** Files at the same time, each in its own process. */
  size: number
  /** Width × height at most. */
  maxPixels: number
  limits?: Partial<DecoderLimits>
  /** What runs in the children; only tests give another. */
  program?: string
}

/** Opens a pool of decoder children; none is started before the first photo. */
export function openDecoderPool({
  size,
  maxPixels,
  limits = {},
  program = DECODER_CHILD,
}: DecoderPoolOptions): DecoderPool {
  const slots = new DecoderSlots(size, () => new DecoderProcess({ ...LIMITS, ...limits }, program))

  async function run<T>(task: DecoderRequest['task'], input: DecodeInput, schema: z.ZodType<T>) {
    const filename = input.filename.slice(-255)
    const request = { task, bytes: input.bytes, filename, maxPixels, raw: input.raw ?? false, turn: input.turn ?? 0 }
    let slot: DecoderSlot
    try {
      slot = await slots.take(input)
    } catch (error) {
      input.body.destroy()
      throw error
    }
    try {
      const hash = createHash('sha256')
      const answer = await (slot.process as DecoderProcess).run(request, checked(input, hash))
      const parsed = schema.safeParse(answer.result)
      if (!parsed.success) throw nonsense(slot, parsed.error)
      return { result: parsed.data, pictures: answer.pictures, sha256: hash.digest('hex') }
    } finally {
      input.body.destroy()
      slots.giveBack(slot)
    }
  }

  return {
    async decode(input) {
      const { result, pictures, sha256 } = await run('decode', input, DecodedReply)
      const [data = EMPTY, thumb = EMPTY] = pictures
      return { ...result, sha256, preview: { ...result.preview, data }, thumb: { ...result.thumb, data: thumb } }
    },
    async strip(input) {
      const { result, pictures } = await run('strip', input, StrippedReply)
      return { mediaType: result.mediaType, data: pictures[0] ?? EMPTY }
    },
    peakBytes: () => slots.peakBytes(),
    pids: () => slots.pids(),
    close: async () => slots.close(),
  }
}

/** Passes the body on while it takes the SHA-256; refuses a wrong type before the rest is read, and a wrong length at its end. */
async function* checked({ body, bytes, raw = false }: DecodeInput, hash: Hash): AsyncGenerator<Uint8Array> {
  const wanted = Math.min(SNIFF_BYTES, bytes)
  let head: Buffer | null = Buffer.alloc(0)
  let total = 0
  for await (const piece of body) {
    const chunk: Buffer = typeof piece === 'string' ? Buffer.from(piece) : piece
    total += chunk.byteLength
    if (total > bytes) throw wrongLength()
    hash.update(chunk)
    if (head === null) {
      yield chunk
      continue
    }
    head = head.byteLength === 0 ? chunk : Buffer.concat([head, chunk])
    if (head.byteLength < wanted) continue
    refuseUnknown(head, raw)
    yield head
    head = null
  }
  if (total !== bytes) throw wrongLength()
  if (head !== null) refuseUnknown(head, raw)
}

function refuseUnknown(head: Buffer, raw: boolean): void {
  if (sniffMediaType(head.subarray(0, SNIFF_BYTES)) === null && !(raw && looksRaw(head))) {
    throw new DecodeFailure(
      `This file is not a picture Albumen takes. It takes ${ACCEPTED_NAMES}, judged by what the file holds and not by its name.`,
      { retry: false },
    )
  }
}

function wrongLength(): DecodeFailure {
  return new DecodeFailure('The file in the store does not have the length it was announced with.', { retry: true })
}

function nonsense({ process }: DecoderSlot, cause: unknown): DecodeFailure {
  process?.kill('crash')
  return new DecodeFailure('The picture decoder gave an answer that makes no sense.', { retry: true, cause })
}
