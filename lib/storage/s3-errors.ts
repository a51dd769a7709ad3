import { S3ServiceException } from '@aws-sdk/client-s3'
import { AppError, notFound } from '../errors/app-error'
import { noRoom } from '../errors/full'
import { storeConflict, storeUnavailable } from './store-errors'

/** Seconds until something that an operator has to put right is tried again. */
const OPERATOR_SECONDS = 60

const FULL = /^(XMinioStorageFull|InsufficientStorage|QuotaExceeded|StorageFull)/

/**
 * What a failure of S3 means here. Only a clear "no such key" is a missing object and only a failed precondition a
 * conflict; everything else (refused, slow down, timeouts, no bucket, wrong keys) is a store that is away.
 */
export function toStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (!(error instanceof S3ServiceException)) return storeUnavailable(error)
  const status = error.$metadata.httpStatusCode ?? 0
  if (error.name === 'NoSuchKey' || error.name === 'NotFound') return notFound()
  if (status === 507 || FULL.test(error.name)) return noRoom(error)
  if (status === 412 || error.name === 'ConditionalRequestConflict') return storeConflict()
  if (status === 416) return new AppError('invalid', 'The range lies outside of the file.', { cause: error })
  if (status === 401 || status === 403 || status === 404) return storeUnavailable(error, OPERATOR_SECONDS)
  return storeUnavailable(error, retryAfter(error))
}

function retryAfter(error: S3ServiceException): number {
  const seconds = Number(error.$response?.headers['retry-after'])
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 300) : 5
}

const EXPLANATIONS: Record<string, string> = {
  NoSuchBucket: 'The bucket named in STORAGE_URL does not exist. Create it, or correct STORAGE_URL.',
  InvalidAccessKeyId: 'The store does not know this access key. Correct S3_ACCESS_KEY_ID.',
  SignatureDoesNotMatch: 'The secret key does not fit the access key. Correct S3_SECRET_ACCESS_KEY.',
  AccessDenied: 'The store refuses these keys. They must be allowed to list, read, write and delete in the bucket.',
  RequestTimeTooSkewed: 'The clock of this machine and that of the store differ too much. Set the clock right.',
  AuthorizationHeaderMalformed: 'The bucket lies in another region. Correct S3_REGION.',
  PermanentRedirect: 'The bucket lies in another region. Correct S3_REGION or S3_ENDPOINT.',
}

/** Why a store cannot be used, as a sentence for its operator. */
export function explainS3Failure(error: unknown): AppError {
  const name = error instanceof Error ? error.name : ''
  const message = EXPLANATIONS[name]
  if (!message) return toStoreError(error)
  return new AppError('unavailable', message, { cause: error, retryAfterSeconds: OPERATOR_SECONDS })
}
