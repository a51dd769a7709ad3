import { HeadBucketCommand, S3ServiceException, UploadPartCommand } from '@aws-sdk/client-s3'
import { openSourceClient, type S3SourceSettings } from './source-s3'

export interface SourceProbe {
  /** Whether these keys could write: judged by a part for an upload that was never begun, which no server takes. */
  write: 'refused' | 'allowed' | 'unknown'
  /** How far this machine's clock is before the server's, in milliseconds; null when the server does not tell the time. */
  clockAheadMs: number | null
}

const CALL_MS = 15_000
/** Nobody began it; NoSuchUpload says that the keys were allowed so far, 403 that they were not. */
const NO_UPLOAD = 'albumen-check-0000000000000000'
const NO_KEY = 'albumen-check-nothing-is-written'
/** Of other bytes than are sent: a server that overlooked the upload's id would refuse them for this. */
const WRONG_MD5 = 'AAAAAAAAAAAAAAAAAAAAAA=='

/**
 * Asks an S3 server what these keys may do beyond reading, and what time it has. Nothing is ever written.
 * A part of a multipart upload needs s3:PutObject (AWS, "Multipart upload API and permissions"); the permission is judged before the upload is
 * looked for (seen with Ceph 16).
 */
export async function probeS3Source(settings: S3SourceSettings): Promise<SourceProbe> {
  const client = openSourceClient(settings, settings.endpoint)
  let clockAheadMs: number | null = null
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      clockAheadMs ??= aheadOf(result.response)
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'readClock' },
  )
  try {
    const Bucket = settings.bucket
    const options = () => ({ abortSignal: AbortSignal.timeout(CALL_MS) })
    await client.send(new HeadBucketCommand({ Bucket }), options()).catch(() => undefined)
    const part = { UploadId: NO_UPLOAD, PartNumber: 1, Body: Buffer.from('x'), ContentLength: 1, ContentMD5: WRONG_MD5 }
    const command = new UploadPartCommand({ Bucket, Key: settings.prefix + NO_KEY, ...part })
    const write = await client.send(command, options()).then(() => 'unknown' as const, whatItSays)
    return { write, clockAheadMs }
  } finally {
    client.destroy()
  }
}

function whatItSays(error: unknown): SourceProbe['write'] {
  if (!(error instanceof S3ServiceException)) return 'unknown'
  const status = error.$metadata.httpStatusCode
  if (error.name === 'NoSuchUpload' || error.name === 'BadDigest') return 'allowed'
  return status === 401 || status === 403 ? 'refused' : 'unknown'
}

function aheadOf(response: unknown): number | null {
  const headers = (response as { headers?: Record<string, string> } | undefined)?.headers ?? {}
  const theirs = Date.parse(headers.date ?? '')
  return Number.isNaN(theirs) ? null : Date.now() - theirs
}
