import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { SourceObjectRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { sniffFile } from '../../imaging/formats/sniff-file'
import { commitPhoto } from '../../ingest/commit'
import { BodyFailure } from '../../ingest/ladder'
import { formatBytes } from '../../media/format-bytes'
import { SNIFF_BYTES } from '../../media/media-types'
import type { OpenObject } from '../../storage/readers/reader'
import type { Throttle } from '../ground/throttle'
import type { Reading } from '../identity/reading'
import { type DecideTools, decideObject } from './decide-object'
import { defer, hasUncompared, isKnownKey, notShown } from './object-states'

/** What is no larger is kept while it is compared, and need not be asked for again. */
const KEPT_BYTES = 16 * 1024 * 1024

export interface OpenTools extends DecideTools {
  throttle: Throttle
  /** The largest file that is read, in bytes. */
  largest: number
}

/**
 * Opens an object to be decoded.
 * @returns null when it need not be: it is no picture, or one that is known
 * @throws BodyFailure for a file that is not read at all
 */
export async function openPicture(ctx: Context, reading: Reading, tools: OpenTools): Promise<OpenObject | null> {
  const { object } = reading
  const { largest } = tools
  if (object.bytes === 0) throw new BodyFailure('The file is empty.', { retry: false, again: false })
  if (object.bytes > largest) {
    const reason = `The file has ${formatBytes(object.bytes)}; Albumen reads files of at most ${formatBytes(largest)}.`
    throw new BodyFailure(reason, { retry: false, again: false })
  }
  const isOfUnsureKind = object.kind === 'unknown' || object.kind === 'unsupported'
  if (isOfUnsureKind && !(await looksLikePicture(object, tools))) {
    await notShown(ctx, reading, object.kind === 'unknown' ? 'ignored' : object.kind, null)
    return null
  }
  const isCompared = object.sha256 === null && (await isKnownKey(ctx.db, object))
  return isCompared ? compare(ctx, reading, tools) : tools.reader.get(object.key)
}

/**
 * Reads other content than before only to compare it: most of it has come from another key, or was only touched. What nobody has seen waits until
 * all others have been compared, for only then is it clear that the picture that was here is under no other key.
 * @returns the object, opened to be decoded; null when that is not needed (yet)
 */
async function compare(ctx: Context, reading: Reading, tools: OpenTools): Promise<OpenObject | null> {
  const { key } = reading.object
  const opened = await tools.reader.get(key)
  const kept: Buffer[] | null = opened.bytes <= KEPT_BYTES ? [] : null
  const hash = createHash('sha256')
  for await (const chunk of limited(opened, tools.throttle)) {
    hash.update(chunk)
    kept?.push(chunk)
  }
  const sha256 = hash.digest('hex')
  const outcome = await commitPhoto(ctx, decideObject(ctx, { ...reading, opened, sha256, decoded: null }, tools))
  if (outcome === 'saved' || outcome === 'lost') return null
  if (outcome === 'unseen' && (await hasUncompared(ctx.db, reading.source.id, key))) {
    await defer(ctx.db, reading, sha256)
    return null
  }
  return kept ? { ...opened, body: Readable.from([Buffer.concat(kept)]) } : tools.reader.get(key)
}

/** A key without a known extension tells nothing, and one of another format may be wrong: the first bytes are not. */
async function looksLikePicture(object: SourceObjectRow, { reader, throttle }: OpenTools): Promise<boolean> {
  const end = Math.min(SNIFF_BYTES, object.bytes) - 1
  const opened = await reader.get(object.key, { range: { start: 0, end } })
  return sniffFile(await buffer(limited(opened, throttle))) !== null
}

/** An object's body, no faster than its source allows. */
export function limited(opened: OpenObject, throttle: Throttle): Readable {
  const body = throttle.through()
  pipeline(opened.body, body, () => undefined)
  return body
}
