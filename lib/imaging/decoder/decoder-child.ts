import { readSync, writeSync } from 'node:fs'
import { DecodeFailure } from '../decoded/decode-failure'
import { decodePhoto } from '../picture/decode-photo'
import { isStarved } from '../picture/refuse'
import { setUpSharp } from '../picture/sharp-setup'
import { stripMetadata } from '../strip/strip-metadata'
import { ABORT, type DecoderReply, type DecoderRequest, frame, REPLY_DESCRIPTOR } from './decoder-protocol'

/**
 * The process in which strangers' bytes are parsed: one file at a time, no environment, no network where the machine
 * allows it, watched and killed by its parent. It reads and writes blocking (there is nothing else to do) and ends when
 * its pipe closes.
 */
const ORPHAN_CHECK_MS = 1000
const ROOM_LEAST = 8 * 1024 * 1024
const ROOM_KEPT = 32 * 1024 * 1024

function fill(target: Uint8Array): void {
  let at = 0
  while (at < target.byteLength) {
    const count = readSync(0, target, at, target.byteLength - at, null)
    if (count === 0) process.exit(0)
    at += count
  }
}

function readLength(): number {
  const bytes = Buffer.alloc(4)
  fill(bytes)
  return bytes.readUInt32BE()
}

function readRequest(): DecoderRequest {
  const bytes = Buffer.alloc(readLength())
  fill(bytes)
  return JSON.parse(bytes.toString())
}

/** Files are read into the same room one after another: memory of a size that is given back late would add up. */
let room = Buffer.alloc(0)

/** The file, or null when the parent takes it back. */
function readFile(length: number): Buffer | null {
  if (length > room.byteLength || room.byteLength > ROOM_KEPT) room = Buffer.alloc(Math.max(length, ROOM_LEAST))
  const file = room.subarray(0, length)
  let at = 0
  for (let next = readLength(); next !== 0; next = readLength()) {
    if (next === ABORT) return null
    fill(file.subarray(at, at + next))
    at += next
  }
  return file
}

function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(REPLY_DESCRIPTOR, bytes, at, bytes.byteLength - at)
}

function reply(message: DecoderReply, pictures: Uint8Array[] = []): void {
  write(frame(Buffer.from(JSON.stringify(message))))
  for (const picture of pictures) write(picture)
}

async function answer(request: DecoderRequest, file: Buffer): Promise<void> {
  if (request.task === 'strip') {
    const { mediaType, data } = await stripMetadata(file, request.maxPixels)
    reply({ outcome: 'done', result: { mediaType }, lengths: [data.byteLength] }, [data])
    return
  }
  const { preview, thumb, ...rest } = await decodePhoto(file, request)
  const size = ({ width, height }: { width: number; height: number }) => ({ width, height })
  const result = { ...rest, preview: size(preview), thumb: size(thumb) }
  reply({ outcome: 'done', result, lengths: [preview.data.byteLength, thumb.data.byteLength] }, [
    preview.data,
    thumb.data,
  ])
}

async function serve(): Promise<void> {
  setUpSharp()
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.exit(0), ORPHAN_CHECK_MS).unref()
  reply({ outcome: 'ready' })
  for (;;) {
    const request = readRequest()
    const file = readFile(request.bytes)
    if (file === null) {
      reply({ outcome: 'aborted' })
      continue
    }
    try {
      await answer(request, file)
    } catch (error) {
      const known = error instanceof DecodeFailure
      if (!known && isStarved(error)) reply({ outcome: 'starved' })
      else if (known) reply({ outcome: 'refused', reason: error.reason, notShown: error.notShown })
      else reply({ outcome: 'refused', reason: 'This picture cannot be read.' })
    }
  }
}

await serve()
