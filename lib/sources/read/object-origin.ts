import { buffer } from 'node:stream/consumers'
import type { SidecarFields } from '@/db/schema/file-fields'
import type { SourceObjectRow, SourceRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { DecodedPhoto } from '../../imaging/decoded/decoded-photo'
import type { Commit } from '../../ingest/commit'
import { BodyFailure } from '../../ingest/ladder'
import type { OpenBody, Origin } from '../../ingest/origin'
import { cleanFilename } from '../../media/clean-filename'
import type { OpenObject } from '../../storage/readers/reader'
import { ObjectArchived, SourceTrouble } from '../../storage/readers/trouble'
import type { Reading } from '../identity/reading'
import { decideObject } from './decide-object'
import { beginReading, failObject, forgetGone, giveBack, notShown, saveSidecar } from './object-states'
import { limited, type OpenTools, openPicture } from './open-picture'

const SIDECAR_BYTES = 1024 * 1024
const CRASHED = 'Reading this file broke off three times.'
const REFUSED = 'The source lists this file but does not give it to these keys.'
const BREAKS = 'The source breaks off each time it gives this file.'

export interface OriginTools extends OpenTools {
  readSidecar: (bytes: Uint8Array) => SidecarFields
}

/** An object of a source. It stays with its reader, which takes it again for as long as it waits. */
export class ObjectOrigin implements Origin {
  readonly crashed = CRASHED
  /** Whether the source does not give this object, while it answers otherwise. */
  isRefused = false
  readonly #ctx: Context
  readonly #reading: Reading
  readonly #tools: OriginTools
  #opened: OpenObject | null = null

  constructor(ctx: Context, { source, object }: { source: SourceRow; object: SourceObjectRow }, tools: OriginTools) {
    const { reader, throttle } = tools
    const before = { requests: reader.requests, bytes: throttle.bytes }
    const cost = () => ({ requests: reader.requests - before.requests, bytesRead: throttle.bytes - before.bytes })
    this.#ctx = ctx
    this.#reading = { source, object, cost }
    this.#tools = tools
  }

  begin(): Promise<number | null> {
    return beginReading(this.#ctx.db, this.#reading.object)
  }

  async open(): Promise<OpenBody | null> {
    const { source, object } = this.#reading
    if (object.kind === 'sidecar') {
      await this.#readSidecar()
      return null
    }
    const opened = await openPicture(this.#ctx, this.#reading, this.#tools)
    this.#opened = opened
    if (opened === null) return null
    return {
      body: limited(opened, this.#tools.throttle),
      bytes: opened.bytes,
      ownerId: source.ownerId,
      filename: cleanFilename(object.key),
      raw: true,
    }
  }

  decide(decoded: DecodedPhoto): () => Promise<Commit> {
    if (!this.#opened) throw new Error('an object was decoded that was not opened')
    const content = { ...this.#reading, opened: this.#opened, decoded, sha256: decoded.sha256 }
    const decide = decideObject(this.#ctx, content, this.#tools)
    return async () => {
      const commit = await decide()
      if (typeof commit === 'string') throw new Error('a decoded picture was to be decoded once more')
      return commit
    }
  }

  async explain(error: unknown): Promise<unknown> {
    if (error instanceof ObjectArchived)
      return new BodyFailure(error.message, { retry: false, again: false, cause: error })
    return error instanceof SourceTrouble ? this.#explainTrouble(error) : error
  }

  /** Whoever reads the source must know what is wrong with it, or with our own store. */
  async giveBack(error: unknown): Promise<void> {
    await giveBack(this.#ctx.db, this.#reading.object)
    throw error
  }

  /** It waits still, and is taken again at once; but a source in trouble is left alone for a while. */
  async retry(error: unknown): Promise<void> {
    if (error instanceof BodyFailure && error.cause instanceof SourceTrouble) throw error.cause
  }

  fail(reason: string, again: boolean): Promise<void> {
    return failObject(this.#ctx, this.#reading, reason, again)
  }

  notShown(reason: string): Promise<void> {
    return notShown(this.#ctx, this.#reading, this.#reading.object.kind, reason)
  }

  gone(): Promise<void> {
    return forgetGone(this.#ctx, this.#reading, this.#tools.locate)
  }

  async #readSidecar(): Promise<void> {
    const { reader, throttle, readSidecar, locate } = this.#tools
    const { object } = this.#reading
    if (object.bytes > SIDECAR_BYTES)
      throw new BodyFailure('This sidecar is too large to be one.', { retry: false, again: false })
    const opened = await reader.get(object.key)
    const bytes = await buffer(limited(opened, throttle))
    await saveSidecar(this.#ctx, this.#reading, readSidecar(bytes), locate)
  }

  /** Is it the source, or only this object? The source is asked for something else. */
  async #explainTrouble(trouble: SourceTrouble): Promise<SourceTrouble | BodyFailure> {
    const other = await this.#tools.reader.list(null, 1).then(
      () => null,
      (error: unknown) => error,
    )
    if (other !== null) return other instanceof SourceTrouble ? other : trouble
    this.isRefused = trouble.kind === 'refused'
    return this.isRefused
      ? new BodyFailure(REFUSED, { retry: false, again: true, cause: trouble })
      : new BodyFailure(BREAKS, { retry: true, again: true, cause: trouble })
  }
}
