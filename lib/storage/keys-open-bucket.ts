import { HeadBucketCommand, S3ServiceException } from '@aws-sdk/client-s3'
import { AppError } from '../errors/app-error'
import { openS3Client } from './s3-settings'

interface Keys {
  accessKeyId: string
  secretAccessKey: string
}

interface Place {
  endpoint: string
  bucket: string
  region: string
  forcePathStyle: boolean
}

const CALL_MS = 5_000
/** What stands unescaped in the header of a signed request. */
const ACCESS_KEY_ID = /^[A-Za-z0-9_.+=@-]{1,128}$/

/**
 * Whether keys open a bucket: one signed HEAD, and nothing of them is kept. A refusal of HEAD has no body, so wrong keys, disabled ones and keys
 * without a right to this bucket are all alike.
 * @throws AppError unavailable when the server does not answer, or as no S3 server with this bucket does
 */
export async function keysOpenBucket(place: Place, keys: Keys): Promise<boolean> {
  if (!ACCESS_KEY_ID.test(keys.accessKeyId) || !/^[\x21-\x7e]{1,256}$/.test(keys.secretAccessKey)) return false
  const rest = { prefix: '', publicEndpoint: undefined, urlTtl: 0 }
  const client = openS3Client({ ...place, ...keys, ...rest }, place.endpoint, 1)
  try {
    const command = new HeadBucketCommand({ Bucket: place.bucket })
    await client.send(command, { abortSignal: AbortSignal.timeout(CALL_MS) })
    return true
  } catch (cause) {
    const status = cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined
    if (status === 400 || status === 401 || status === 403) return false
    throw new AppError('unavailable', 'The S3 server does not answer as it should. Try again later.', {
      cause,
      retryAfterSeconds: 30,
    })
  } finally {
    client.destroy()
  }
}
