import { randomBytes } from 'node:crypto'

/** Keys are ours alone: a strict pattern, because a presigned URL for a key with `..` in it would leave the bucket. */
export const KEY_PATTERN = /^[a-z0-9][a-z0-9/_-]*\.[a-z0-9]+$/

/** Where a browser may put the bytes of an upload; moved to its final key once verified (direct mode only). */
export function incomingKey(photoId: string): string {
  return `incoming/${photoId}.bin`
}

/** What the keys of an upload's pieces begin with: see lib/uploads/upload-parts.ts. */
export function partPrefix(photoId: string): string {
  return `incoming/${photoId}-`
}

/** A new key for an original: never reused, so a late writer of an earlier attempt cannot touch it. */
export function originalKey(photoId: string, extension: string): string {
  return `originals/${photoId.slice(-2)}/${photoId}-${randomBytes(6).toString('hex')}.${extension}`
}

/** What is drawn of each photo: a kind that is added here is put, looked for and deleted everywhere. */
export const RENDITIONS = {
  thumb: { extension: 'webp', mediaType: 'image/webp' },
  preview: { extension: 'jpg', mediaType: 'image/jpeg' },
} as const

export type RenditionKind = keyof typeof RENDITIONS

/** The kinds of renditions that each photo has. */
export const RENDITION_KINDS = Object.keys(RENDITIONS) as RenditionKind[]

/** The key of a rendition; the same for every run over the same revision of a photo, so a job may run twice. */
export function renditionKey(photoId: string, revision: number, kind: RenditionKind): string {
  return `renditions/${photoId.slice(-2)}/${photoId}-${revision}-${kind}.${RENDITIONS[kind].extension}`
}

/** The keys of all renditions of one revision of a photo. */
export function renditionKeys({ id, revision }: { id: string; revision: number }): string[] {
  return RENDITION_KINDS.map((kind) => renditionKey(id, revision, kind))
}

interface KeyedPhoto {
  id: string
  objectKey: string
  revision: number
}

/** The keys a photo needs now: its original, what a browser may have put, its renditions. */
export function keysInUse({ id, objectKey, revision }: KeyedPhoto): string[] {
  return [objectKey, incomingKey(id), ...renditionKeys({ id, revision })]
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
