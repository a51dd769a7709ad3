import { randomBytes } from 'node:crypto'

/** Keys are ours alone: a strict pattern, because a presigned URL for a key with `..` in it would leave the bucket. */
export const KEY_PATTERN = /^[a-z0-9][a-z0-9/_-]*\.[a-z0-9]+$/

/** Where a browser may put the bytes of an upload; moved to its final key once verified (direct mode only). */
export function incomingKey(photoId: string): string {
  return `incoming/${photoId}.bin`
}

/** A new key for an original: never reused, so a late writer of an earlier attempt cannot touch it. */
export function originalKey(photoId: string, extension: string): string {
  return `originals/${photoId.slice(-2)}/${photoId}-${randomBytes(6).toString('hex')}.${extension}`
}

/** The key of a rendition; the same for every run over the same revision of a photo, so a job may run twice. */
export function renditionKey(photoId: string, revision: number, kind: 'thumb' | 'preview'): string {
  return `renditions/${photoId.slice(-2)}/${photoId}-${revision}-${kind}.${kind === 'thumb' ? 'webp' : 'jpg'}`
}

interface KeyedPhoto {
  id: string
  objectKey: string
  revision: number
}

/** The keys a photo needs now: its original, what a browser may have put, its renditions. */
export function keysInUse({ id, objectKey, revision }: KeyedPhoto): string[] {
  return [objectKey, incomingKey(id), renditionKey(id, revision, 'thumb'), renditionKey(id, revision, 'preview')]
}

/** Every key a photo may have objects under: those in use and the renditions of earlier revisions. */
export function keysOfPhoto(photo: KeyedPhoto): string[] {
  const keys: string[] = []
  for (let revision = 1; revision <= photo.revision; revision++) keys.push(...keysInUse({ ...photo, revision }))
  return [...new Set(keys)]
}

const OWNER_OF_KEY =
  /^(?:originals\/|renditions\/|incoming\/)(?:[0-9a-f]{2}\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[.-]/

/** The photo an object of ours was made for, read from its key; null for a key that is not ours. */
export function photoOfKey(key: string): string | null {
  return OWNER_OF_KEY.exec(key)?.[1] ?? null
}
