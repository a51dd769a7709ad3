import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { ExactBody } from './exact-body'
import { HeldBody } from './held-body'
import { assertKey, isKey } from './key'
import { isMissing, orNullIfMissing } from './missing'
import type {
  ByteRange,
  ListedObject,
  ObjectHead,
  ObjectStore,
  PutOptions,
  SignedRequest,
  SignGetOptions,
  SignPutOptions,
  StoredObject,
} from './object-store'
import { explainS3Failure, toStoreError } from './s3-errors'
import { bareEtag, headOf } from './s3-replies'
import { openS3Client, type S3Settings } from './s3-settings'
import { signS3Get, signS3Put } from './s3-sign'
import { StallWatch } from './stall-watch'
import { storeConflict, storeUnavailable } from './store-errors'

/** Milliseconds for a call without a body, retries included; for a copy; and for a body that makes no progress. */
const CALL_MS = 20_000
const COPY_MS = 300_000
const STALL_MS = 60_000
/** Bodies up to this size are collected first: then a failed attempt can be repeated. */
const COLLECTED_BYTES = 256 * 1024

/** A store in a bucket of any S3 server. */
export class S3Store implements ObjectStore {
  readonly direct: boolean
  readonly #settings: S3Settings
  readonly #client: S3Client
  #signing: S3Client | undefined

  constructor(settings: S3Settings) {
    this.#settings = settings
    this.#client = openS3Client(settings, settings.endpoint)
    this.direct = settings.publicEndpoint !== undefined
  }

  async put(key: string, body: Readable | Buffer, options: PutOptions): Promise<{ etag: string }> {
    const location = this.#locate(key)
    const watch = new StallWatch(STALL_MS)
    const held = new HeldBody(options.bytes, () => watch.renew())
    pipeline(Buffer.isBuffer(body) ? Readable.from([body]) : body, held, (error) => {
      // The client pipes without looking at errors: without this an ended body would leave the request open.
      if (error) watch.abort()
    })
    try {
      if (options.ifAbsent && (await this.#exists(location, watch.signal))) throw storeConflict()
      const payload = options.bytes <= COLLECTED_BYTES ? await buffer(held) : held
      return { etag: await this.#send(location, payload, options, watch.signal) }
    } catch (error) {
      throw held.errored ?? toStoreError(error)
    } finally {
      watch.stop()
      held.destroy()
    }
  }

  async get(key: string, range?: ByteRange): Promise<StoredObject> {
    const Range = range ? `bytes=${range.start}-${range.end ?? ''}` : undefined
    const command = new GetObjectCommand({ ...this.#locate(key), Range })
    const watch = new StallWatch(CALL_MS)
    try {
      const reply = await this.#client.send(command, { abortSignal: watch.signal })
      const source = reply.Body
      if (!(source instanceof Readable)) throw new Error('the reply has no body')
      const body = new ExactBody(reply.ContentLength ?? 0)
      pipeline(source, body, () => undefined)
      const head = headOf(reply)
      if (!range) return { ...head, body }
      const whole = Number(/\/(\d+)$/.exec(reply.ContentRange ?? '')?.[1] ?? Number.NaN)
      if (Number.isNaN(whole)) body.destroy(new Error('the store ignored the range'))
      return { ...head, bytes: whole, body }
    } catch (error) {
      throw toStoreError(error)
    } finally {
      watch.stop()
    }
  }

  async head(key: string): Promise<ObjectHead> {
    const command = new HeadObjectCommand(this.#locate(key))
    try {
      return headOf(await this.#call((signal) => this.#client.send(command, { abortSignal: signal })))
    } catch (error) {
      // A HEAD has no body that could tell a missing key from a missing bucket.
      if (isMissing(error)) await this.#assertBucket()
      throw error
    }
  }

  async delete(key: string): Promise<void> {
    const command = new DeleteObjectCommand(this.#locate(key))
    await this.#call((signal) => this.#client.send(command, { abortSignal: signal })).catch((error) => {
      if (!isMissing(error)) throw error
    })
  }

  async copy(from: string, to: string, ifMatch: string): Promise<{ etag: string }> {
    const { Bucket, Key } = this.#locate(from)
    const source = { CopySource: `${Bucket}/${Key}`, CopySourceIfMatch: `"${ifMatch}"` }
    const command = new CopyObjectCommand({ ...this.#locate(to), ...source })
    // Ceph overlooks the condition: so the source is compared before, and after unless the copy is evidently the same.
    if ((await this.head(from)).etag !== ifMatch) throw storeConflict()
    const reply = await this.#call((signal) => this.#client.send(command, { abortSignal: signal }), COPY_MS)
    const etag = bareEtag(reply.CopyObjectResult?.ETag)
    if (etag !== ifMatch && (await this.head(from).catch(orNullIfMissing))?.etag !== ifMatch) {
      await this.delete(to)
      throw storeConflict()
    }
    return { etag }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    const { bucket, prefix: root } = this.#settings
    let ContinuationToken: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: root + prefix, ContinuationToken })
      const page = await this.#call((signal) => this.#client.send(command, { abortSignal: signal }))
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        const key = Key?.slice(root.length) ?? ''
        if (!isKey(key)) continue
        yield { key, bytes: Size ?? 0, etag: bareEtag(ETag), modifiedAt: LastModified ?? new Date(0) }
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (ContinuationToken)
  }

  async signGet(key: string, options: SignGetOptions): Promise<SignedRequest> {
    return signS3Get(this.#target(key), options)
  }

  async signPut(key: string, options: SignPutOptions): Promise<SignedRequest> {
    return signS3Put(this.#target(key), options)
  }

  async check(): Promise<void> {
    const { bucket, prefix } = this.#settings
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 })
    const signal = AbortSignal.timeout(CALL_MS)
    await this.#client.send(command, { abortSignal: signal }).catch((error) => {
      throw explainS3Failure(error)
    })
  }

  async freeBytes(): Promise<null> {
    return null
  }

  #locate(key: string): { Bucket: string; Key: string } {
    assertKey(key)
    return { Bucket: this.#settings.bucket, Key: this.#settings.prefix + key }
  }

  #target(key: string) {
    const { publicEndpoint, urlTtl } = this.#settings
    if (!publicEndpoint) throw new Error('the store has no address for browsers')
    this.#signing ??= openS3Client(this.#settings, publicEndpoint)
    const { Bucket, Key } = this.#locate(key)
    return { client: this.#signing, bucket: Bucket, key: Key, ttl: urlTtl }
  }

  async #call<T>(action: (signal: AbortSignal) => Promise<T>, timeout = CALL_MS): Promise<T> {
    try {
      return await action(AbortSignal.timeout(timeout))
    } catch (error) {
      throw toStoreError(error)
    }
  }

  #assertBucket(): Promise<unknown> {
    const command = new HeadBucketCommand({ Bucket: this.#settings.bucket })
    return this.#call((signal) => this.#client.send(command, { abortSignal: signal })).catch((error) => {
      throw storeUnavailable(error)
    })
  }

  /** Asked before every `ifAbsent`, for servers that do not know If-None-Match. */
  async #exists(location: { Bucket: string; Key: string }, signal: AbortSignal): Promise<boolean> {
    const command = new HeadObjectCommand(location)
    const found = await this.#client.send(command, { abortSignal: signal }).catch((error) => {
      return orNullIfMissing(toStoreError(error))
    })
    return found !== null
  }

  async #send(
    location: { Bucket: string; Key: string },
    payload: Buffer | Readable,
    options: PutOptions,
    signal: AbortSignal,
  ): Promise<string> {
    const command = new PutObjectCommand({
      ...location,
      Body: payload,
      ContentLength: options.bytes,
      ContentType: options.contentType,
      IfNoneMatch: options.ifAbsent ? '*' : undefined,
    })
    try {
      const reply = await this.#client.send(command, { abortSignal: signal })
      return bareEtag(reply.ETag)
    } catch (error) {
      // The answer to a first attempt may have been lost: then what "is there already" is this very object.
      const repeated = error instanceof S3ServiceException && (error.$metadata.attempts ?? 1) > 1
      if (!repeated || toStoreError(error).code !== 'conflict' || !Buffer.isBuffer(payload)) throw error
      const found = await this.#client.send(new HeadObjectCommand(location), { abortSignal: signal })
      const etag = bareEtag(found.ETag)
      if (etag !== createHash('md5').update(payload).digest('hex')) throw error
      return etag
    }
  }
}
