import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { AppError } from '../../errors/app-error'
import { ExactBody } from '../exact-body'
import { limitReplies } from '../limit-replies'
import { isMissing } from '../missing'
import type { ByteRange } from '../object-store'
import { bareEtag } from '../s3-replies'
import { StallWatch } from '../stall-watch'
import { storeConflict } from '../store-errors'
import { isRefusedNumber } from './address-rule'
import type { OpenObject, SourceObject, SourcePage, SourceReader } from './reader'
import { guardedLookup } from './source-lookup'
import { REFUSED_ADDRESS, toSourceError } from './source-trouble-s3'
import { SourceTrouble } from './trouble'

export interface S3SourceSettings {
  bucket: string
  /** Literal beginning of every key. */
  prefix: string
  region: string
  /** Undefined: AWS itself. */
  endpoint: string | undefined
  /** Where browsers reach the same store; undefined: nowhere. */
  publicEndpoint: string | undefined
  forcePathStyle: boolean
  /** Undefined: a bucket that is open to all. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  /** Whether the endpoint may lie at a private address. */
  allowPrivate: boolean
}

const CALL_MS = 30_000
const NO_S3 = 'What answers at the endpoint does not speak S3 (404 for a list). Is the address right?'
const SIGNED_SECONDS = 900
const silent = () => undefined
const SILENT = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

/** Reads a bucket with keys that need no more than list and read. Keys are taken literally. */
export class S3SourceReader implements SourceReader {
  readonly #settings: S3SourceSettings
  readonly #client: S3Client
  #requests = 0

  constructor(settings: S3SourceSettings) {
    this.#settings = settings
    this.#client = openSourceClient(settings, settings.endpoint)
    this.#client.middlewareStack.add(
      (next) => (args) => {
        this.#requests += 1
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low', name: 'countRequests' },
    )
  }

  get requests(): number {
    return this.#requests
  }

  async list(after: string | null, limit: number): Promise<SourcePage> {
    const { bucket: Bucket, prefix: Prefix } = this.#settings
    const command = new ListObjectsV2Command({
      Bucket,
      Prefix,
      StartAfter: after ?? undefined,
      MaxKeys: limit,
      // XML cannot hold every key.
      EncodingType: 'url',
    })
    const page = await this.#call((abortSignal) => this.#client.send(command, { abortSignal })).catch((error) => {
      // A list is never missing: whoever says so without a word of the bucket (a proxy, a web server) is no S3 server.
      throw isMissing(error) ? new SourceTrouble('away', NO_S3, { cause: error }) : error
    })
    const encoded = page.EncodingType === 'url'
    const objects = (page.Contents ?? []).map(({ Key = '', ETag, Size, LastModified }) =>
      factsOf(encoded ? decodeKey(Key) : Key, ETag, Size, LastModified),
    )
    return { objects, last: !page.IsTruncated }
  }

  async head(key: string): Promise<SourceObject | null> {
    const command = new HeadObjectCommand({ Bucket: this.#settings.bucket, Key: key })
    try {
      const reply = await this.#call((abortSignal) => this.#client.send(command, { abortSignal }))
      return factsOf(key, reply.ETag, reply.ContentLength, reply.LastModified)
    } catch (error) {
      if (!isMissing(error)) throw error
      // A HEAD has no body that could tell a missing key from a missing bucket.
      await this.#assertBucket()
      return null
    }
  }

  async get(key: string, options: { range?: ByteRange; ifMatch?: string } = {}): Promise<OpenObject> {
    const { range, ifMatch } = options
    const command = new GetObjectCommand({
      Bucket: this.#settings.bucket,
      Key: key,
      Range: range ? `bytes=${range.start}-${range.end ?? ''}` : undefined,
      IfMatch: ifMatch === undefined || isMade(ifMatch) ? undefined : `"${ifMatch}"`,
    })
    const watch = new StallWatch(CALL_MS)
    try {
      const reply = await this.#client.send(command, { abortSignal: watch.signal })
      const source = reply.Body
      if (!(source instanceof Readable)) throw new Error('the reply has no body')
      const body = passOn(source, reply.ContentLength ?? 0)
      const found = factsOf(key, reply.ETag, reply.ContentLength, reply.LastModified)
      // Some servers pass over the condition, and of an etag that we made they know nothing.
      if (ifMatch !== undefined && found.etag !== ifMatch) {
        body.destroy()
        throw storeConflict()
      }
      if (!range) return { ...found, body }
      const whole = Number(/\/(\d+)$/.exec(reply.ContentRange ?? '')?.[1] ?? Number.NaN)
      if (Number.isNaN(whole))
        body.destroy(new SourceTrouble('away', 'The server gave another part than was asked for.'))
      return { ...found, bytes: whole, body }
    } catch (error) {
      throw error instanceof AppError ? error : toSourceError(error)
    } finally {
      watch.stop()
    }
  }

  async sign(key: string, disposition: string, mediaType: string): Promise<string | null> {
    const { bucket: Bucket, publicEndpoint } = this.#settings
    // Signing and browsers both resolve dots between slashes: such an address would lead elsewhere.
    if (!publicEndpoint || key.split('/').some((part) => part === '.' || part === '..')) return null
    const client = openSourceClient(this.#settings, publicEndpoint)
    const command = new GetObjectCommand({
      Bucket,
      Key: key,
      ResponseContentDisposition: disposition,
      ResponseContentType: mediaType,
    })
    return getSignedUrl(client, command, { expiresIn: SIGNED_SECONDS }).finally(() => client.destroy())
  }

  async identify(): Promise<null> {
    return null
  }

  close(): void {
    this.#client.destroy()
  }

  async #call<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await action(AbortSignal.timeout(CALL_MS))
    } catch (error) {
      throw toSourceError(error)
    }
  }

  #assertBucket(): Promise<unknown> {
    const command = new HeadBucketCommand({ Bucket: this.#settings.bucket })
    return this.#call((abortSignal) => this.#client.send(command, { abortSignal })).catch((error) => {
      if (!isMissing(error)) throw error
      throw new SourceTrouble('lost', 'The bucket does not exist (any more). Correct its name, or create it again.')
    })
  }
}

/** A client with the guards every connection to a source has. */
export function openSourceClient(settings: S3SourceSettings, endpoint: string | undefined): S3Client {
  const { region, forcePathStyle, credentials, allowPrivate } = settings
  if (endpoint && isRefusedNumber(endpoint, allowPrivate)) throw new SourceTrouble('refused', REFUSED_ADDRESS)
  const lookup = guardedLookup(allowPrivate)
  const agent = { keepAlive: true, maxSockets: 64, lookup }
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle,
    ...(credentials ? { credentials } : { credentials: { accessKeyId: '', secretAccessKey: '' }, signer: UNSIGNED }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: false,
    maxAttempts: 4,
    retryMode: 'standard',
    logger: SILENT,
    requestHandler: {
      connectionTimeout: 5_000,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    },
  })
  limitReplies(client)
  return client
}

/** For buckets that are open to all: requests go out as they are. */
const UNSIGNED = { sign: async <T>(request: T): Promise<T> => request }

function factsOf(key: string, etag?: string, bytes = 0, modifiedAt = new Date(0)): SourceObject {
  return { key, etag: bareEtag(etag) || `${MADE}${modifiedAt.getTime()}`, bytes, modifiedAt }
}

/** Some servers give no etag: then the time stands for it. */
const MADE = 'time-'
const isMade = (etag: string) => etag.startsWith(MADE)

/** In a listing AWS writes a space as +, Ceph as %20; both write + as %2B. */
function decodeKey(key: string): string {
  const plain = key.replaceAll('+', ' ')
  try {
    return decodeURIComponent(plain)
  } catch {
    // Not UTF-8: no text can name it, and no reply will ever have it.
    return plain
  }
}

/** Errors of the line say that the source is away, whatever they are. */
function passOn(source: Readable, bytes: number): ExactBody {
  const body = new ExactBody(bytes)
  source.on('error', (error) => body.destroy(toSourceError(error)))
  source.on('close', () => {
    if (!source.readableEnded) body.destroy(new SourceTrouble('away', 'The server broke off in the middle of a file.'))
  })
  body.on('close', () => source.destroy())
  source.pipe(body)
  return body
}
