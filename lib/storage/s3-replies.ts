import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3'
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

/** An etag without its quotes. */
export function bareEtag(etag: string | undefined): string {
  return etag?.replaceAll('"', '') ?? ''
}
