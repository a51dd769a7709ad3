import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { SidecarFields } from '@/db/schema/file-fields'
import type { SourceObjectRow, SourceRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { env } from '../../env'
import { AppError } from '../../errors/app-error'
import { isAway } from '../../errors/away'
import { DecodeFailure } from '../../imaging/decoded/decode-failure'
import type { DecoderPool } from '../../imaging/decoder/decoder-pool'
import { sniffMediaType } from '../../imaging/formats/sniff'
import type { Locate } from '../../ingest/locate-photos'
import { cleanFilename } from '../../media/clean-filename'
import { formatBytes } from '../../media/format-bytes'
import { SNIFF_BYTES } from '../../media/media-types'
import type { OpenObject, SourceReader } from '../../storage/readers/reader'
import { ObjectArchived, SourceTrouble } from '../../storage/readers/trouble'
import type { Throttle } from '../ground/throttle'
import type { Reading } from '../identity/reading'
import {
  beginReading,
  defer,
  failObject,
  forgetGone,
  giveBack,
  hasUncompared,
  isKnownKey,
  MOST_ATTEMPTS,
  notShown,
  saveSidecar,
} from './object-states'
import { ObjectTaken, saveSourcePhoto } from './save-source-photo'

export interface ReadTools {
  decoder: Pick<DecoderPool, 'decode'>
  locate: Locate
  readSidecar: (bytes: Uint8Array) => SidecarFields
  reader: SourceReader
  throttle: Throttle
  /** Aborted when the worker must end: what was begun does not count against the object. */
  signal?: AbortSignal
}

const SIDECAR_BYTES = 1024 * 1024
/** What is no larger is kept while it is compared, and need not be asked for again. */
const KEPT_BYTES = 16 * 1024 * 1024
const CRASHED = 'Reading this file broke off three times.'
const REFUSED = 'The source lists this file but does not give it to these keys.'
const BREAKS = 'The source breaks off each time it gives this file.'

/**
 * Reads one object: one request gives everything. `refused`: the source gives others, perhaps, but not this one.
 * @throws SourceTrouble when the source cannot be read just now; what is wrong with the database or with our own store
 */
export async function readObject(
  ctx: Context,
  { source, object }: { source: SourceRow; object: SourceObjectRow },
  tools: ReadTools,
): Promise<'settled' | 'refused'> {
  const { reader, throttle } = tools
  const before = { requests: reader.requests, bytes: throttle.bytes }
  const cost = () => ({ requests: reader.requests - before.requests, bytesRead: throttle.bytes - before.bytes })
  const attempts = await beginReading(ctx.db, object)
  if (attempts === null) return 'settled'
  const reading: Reading = { source, object: { ...object, attempts }, cost }
  try {
    if (attempts > MOST_ATTEMPTS) await failObject(ctx, reading, CRASHED, true)
    else if (object.kind === 'sidecar') await readSidecarObject(ctx, reading, tools)
    else await readPicture(ctx, reading, tools)
    return 'settled'
  } catch (error) {
    return settleError(ctx, reading, error, tools)
  }
}

async function readPicture(ctx: Context, reading: Reading, tools: ReadTools): Promise<void> {
  const { object } = reading
  const most = env().MAX_UPLOAD_BYTES
  if (object.bytes === 0) return failObject(ctx, reading, 'The file is empty.', false)
  if (object.bytes > most) {
    const reason = `The file has ${formatBytes(object.bytes)}; Albumen reads files of at most ${formatBytes(most)}.`
    return failObject(ctx, reading, reason, false)
  }
  if (object.kind === 'unknown' && !(await looksLikePicture(object, tools)))
    return notShown(ctx, reading, 'ignored', null)
  const compared =
    object.sha256 === null && (await isKnownKey(ctx.db, object)) ? await compare(ctx, reading, tools) : null
  if (compared !== 'settled') await decodePicture(ctx, reading, compared ?? (await tools.reader.get(object.key)), tools)
}

/**
 * Reads other content than before only to compare it: most of it has come from another key, or was only touched. What nobody has seen waits until
 * all others have been compared, for only then is it clear that the picture that was here is under no other key.
 * @returns the object, opened to be decoded
 */
async function compare(ctx: Context, reading: Reading, tools: ReadTools): Promise<OpenObject | 'settled'> {
  const { key } = reading.object
  const opened = await tools.reader.get(key)
  const kept: Buffer[] | null = opened.bytes <= KEPT_BYTES ? [] : null
  const hash = createHash('sha256')
  for await (const chunk of limited(opened, tools.throttle)) {
    hash.update(chunk)
    kept?.push(chunk)
  }
  const sha256 = hash.digest('hex')
  const outcome = await saveSourcePhoto(ctx, { ...reading, opened, sha256, decoded: null }, tools)
  if (outcome === 'settled') return outcome
  if (outcome === 'unseen' && (await hasUncompared(ctx.db, reading.source.id, key))) {
    await defer(ctx.db, reading, sha256)
    return 'settled'
  }
  return kept ? { ...opened, body: Readable.from([Buffer.concat(kept)]) } : tools.reader.get(key)
}

async function decodePicture(ctx: Context, reading: Reading, opened: OpenObject, tools: ReadTools): Promise<void> {
  const { source, object } = reading
  try {
    const decoded = await tools.decoder.decode({
      body: limited(opened, tools.throttle),
      bytes: opened.bytes,
      ownerId: source.ownerId,
      filename: cleanFilename(object.key),
      raw: true,
      fresh: object.attempts > 1,
    })
    await saveSourcePhoto(ctx, { ...reading, opened, decoded, sha256: decoded.sha256 }, tools)
  } finally {
    opened.body.destroy()
  }
}

/** A key without an extension tells nothing: its first bytes do. */
async function looksLikePicture(object: SourceObjectRow, { reader, throttle }: ReadTools): Promise<boolean> {
  const end = Math.min(SNIFF_BYTES, object.bytes) - 1
  const opened = await reader.get(object.key, { range: { start: 0, end } })
  return sniffMediaType(await buffer(limited(opened, throttle))) !== null
}

async function readSidecarObject(ctx: Context, reading: Reading, tools: ReadTools): Promise<void> {
  const { object } = reading
  if (object.bytes > SIDECAR_BYTES) return failObject(ctx, reading, 'This sidecar is too large to be one.', false)
  const opened = await tools.reader.get(object.key)
  const bytes = await buffer(limited(opened, tools.throttle))
  await saveSidecar(ctx, reading, tools.readSidecar(bytes), tools.locate)
}

function limited(opened: OpenObject, throttle: Throttle): Readable {
  const body = throttle.through()
  pipeline(opened.body, body, () => undefined)
  return body
}

async function settleError(
  ctx: Context,
  reading: Reading,
  error: unknown,
  tools: ReadTools,
): Promise<'settled' | 'refused'> {
  const { object } = reading
  if (tools.signal?.aborted) {
    await giveBack(ctx.db, object)
    throw error
  }
  if (error instanceof ObjectTaken) return 'settled'
  if (error instanceof SourceTrouble) return settleTrouble(ctx, reading, error, tools)
  if (error instanceof ObjectArchived) {
    await failObject(ctx, reading, error.message, false)
    return 'settled'
  }
  if (error instanceof DecodeFailure) {
    if (error.notShown) await notShown(ctx, reading, object.kind, error.reason)
    // What may help is tried again at once: the object is still with this reader.
    else if (!error.retry || object.attempts >= MOST_ATTEMPTS) await failObject(ctx, reading, error.reason, error.retry)
    return 'settled'
  }
  if (error instanceof AppError && error.code === 'not_found') {
    await forgetGone(ctx, reading, tools.locate)
    return 'settled'
  }
  if (isAway(error) || (error instanceof AppError && error.code === 'unavailable')) await giveBack(ctx.db, object)
  throw error
}

/** Is it the source, or only this object? The source is asked for something else. */
async function settleTrouble(
  ctx: Context,
  reading: Reading,
  trouble: SourceTrouble,
  { reader }: ReadTools,
): Promise<'settled' | 'refused'> {
  const other = await reader.list(null, 1).then(
    () => null,
    (error: unknown) => error,
  )
  if (other !== null) {
    await giveBack(ctx.db, reading.object)
    throw other instanceof SourceTrouble ? other : trouble
  }
  if (trouble.kind === 'refused') {
    await failObject(ctx, reading, REFUSED, true)
    return 'refused'
  }
  if (reading.object.attempts >= MOST_ATTEMPTS) {
    await failObject(ctx, reading, BREAKS, true)
    return 'settled'
  }
  throw trouble
}
