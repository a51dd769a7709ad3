import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import { AppError } from '../errors/app-error'
import type { ObjectHead } from './object-store'

/** What a reply of S3 says of an object. */
export function headOf(reply: HeadObjectCommandOutput | GetObjectCommandOutput): ObjectHead {
  return {
    bytes: reply.ContentLength ?? 0,
    etag: bareEtag(reply.ETag),
    modifiedAt: reply.LastModified ?? new Date(0),
    contentType: reply.ContentType ?? null,
  }
}

/** Whether an error says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found'
}

/** For `catch`: null for a missing object; every other error is thrown on. */
export function orNullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

/** An etag without its quotes. */
export function bareEtag(etag: string | undefined): string {
  return etag?.replaceAll('"', '') ?? ''
}
