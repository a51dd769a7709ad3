import * as z from 'zod'

const Cover = z.strictObject({
  photoId: z.string(),
  url: z.string(),
  width: z.int(),
  height: z.int(),
  placeholder: z.string().nullable(),
})

/** One folder of a source: all keys that begin with its prefix. */
export const SourceFolder = z.strictObject({
  /** What `folder=` of the filter and `prefix=` of the next call take; ends with a slash. */
  prefix: z.string(),
  /** The last part of the prefix, without the slash; may be empty (a key with two slashes). */
  name: z.string(),
  /** Photos in it and below it. */
  count: z.int(),
  cover: Cover.nullable(),
})
export type SourceFolder = z.infer<typeof SourceFolder>

/** `GET /sources/{id}/folders?prefix=`: the folders directly below a prefix. */
export const FolderPage = z.strictObject({
  prefix: z.string(),
  /** Photos that lie directly in this folder, and all in and below it. */
  here: z.int(),
  count: z.int(),
  items: z.array(SourceFolder),
  next: z.string().nullable(),
})
export type FolderPage = z.infer<typeof FolderPage>

export const ObjectKind = z.enum(['photo', 'raw', 'video', 'sidecar', 'unknown', 'ignored', 'unsupported'])
export type ObjectKind = z.infer<typeof ObjectKind>

export const ObjectState = z.enum(['pending', 'done', 'failed', 'hidden', 'missing', 'not_shown'])

/** One key of a source and what became of it. */
export const SourceObject = z.strictObject({
  key: z.string(),
  kind: ObjectKind,
  state: ObjectState,
  /** Why it is not shown, as a sentence; null when it is shown or waits. */
  reason: z.string().nullable(),
  bytes: z.int(),
  modifiedAt: z.string(),
  photoId: z.string().nullable(),
})
export type SourceObject = z.infer<typeof SourceObject>

/** `GET /sources/{id}/objects?kind=&state=` in the order of keys. */
export const ObjectPage = z.strictObject({ items: z.array(SourceObject), next: z.string().nullable() })
export type ObjectPage = z.infer<typeof ObjectPage>

export const FoldersQuery = z.strictObject({
  prefix: z.string().max(1024).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(3000).optional(),
})
export type FoldersQuery = z.output<typeof FoldersQuery>

export const ObjectsQuery = z.strictObject({
  kind: ObjectKind.optional(),
  state: ObjectState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(3000).optional(),
})
export type ObjectsQuery = z.output<typeof ObjectsQuery>
