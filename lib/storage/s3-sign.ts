import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { SignedRequest, SignGetOptions, SignPutOptions } from './object-store'

interface Target {
  client: S3Client
  bucket: string
  /** Whole key, prefix included. */
  key: string
  /** Seconds. */
  ttl: number
}

/**
 * An address from which a browser may read. Its clock is rounded down to half the time to live, so that the URL stays
 * the same for that window (the browser's cache works) and always lives at least half of its time.
 */
export async function signS3Get(target: Target, options: SignGetOptions, now = Date.now()): Promise<SignedRequest> {
  const window = Math.max(1, Math.floor(target.ttl / 2)) * 1000
  const signingDate = new Date(Math.floor(now / window) * window)
  const command = new GetObjectCommand({
    Bucket: target.bucket,
    Key: target.key,
    ResponseContentType: options.contentType,
    ResponseContentDisposition: options.contentDisposition,
    // What lies under a key never changes, and the address changes after half its time.
    ResponseCacheControl: `private, max-age=${Math.ceil(target.ttl / 2)}, immutable`,
  })
  const url = await getSignedUrl(target.client, command, { expiresIn: target.ttl, signingDate })
  return { method: 'GET', url, headers: {}, expiresAt: new Date(signingDate.getTime() + target.ttl * 1000) }
}

/**
 * An address to which a browser may send exactly one body: type, length, SHA-256 (where known) and "only if there is
 * nothing yet" are signed. Which of them the store really checks against the bytes differs: verify afterwards.
 */
export async function signS3Put(target: Target, options: SignPutOptions, now = Date.now()): Promise<SignedRequest> {
  const checksum = options.sha256 === null ? undefined : Buffer.from(options.sha256, 'hex').toString('base64')
  const command = new PutObjectCommand({
    Bucket: target.bucket,
    Key: target.key,
    ContentType: options.contentType,
    ContentLength: options.bytes,
    IfNoneMatch: '*',
    ChecksumSHA256: checksum,
  })
  const url = await getSignedUrl(target.client, command, {
    expiresIn: target.ttl,
    signingDate: new Date(now),
    signableHeaders: new Set(['host', 'content-type', 'content-length', 'if-none-match']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  })
  const headers: Record<string, string> = { 'content-type': options.contentType, 'if-none-match': '*' }
  if (checksum) headers['x-amz-checksum-sha256'] = checksum
  return { method: 'PUT', url, headers, expiresAt: new Date(now + target.ttl * 1000) }
}
