import * as z from 'zod'

const Cover = z.strictObject({
  photoId: z.string().describe('The photo.'),
  url: z.string().describe('Where to get it.'),
  width: z.int().describe('Pixels, after rotation.'),
  height: z.int().describe('Pixels, after rotation.'),
  placeholder: z.string().nullable().describe('A ThumbHash in base64, to draw until the picture comes.'),
})

/** One folder of a source: all keys that begin with its prefix. */
export const SourceFolder = z
  .strictObject({
    prefix: z.string().describe('What `folder=` of the filter and `prefix=` of the next call take; ends with a slash.'),
    name: z.string().describe('The last part of the prefix, without the slash; may be empty (a key with two slashes).'),
    count: z.int().describe('Photos in it and below it.'),
    cover: Cover.nullable().describe('The picture on its card; null for none.'),
  })
  .meta({ id: 'SourceFolder' })
export type SourceFolder = z.infer<typeof SourceFolder>

/** `GET /sources/{id}/folders?prefix=`: the folders directly below a prefix. */
export const FolderPage = z
  .strictObject({
    prefix: z.string().describe('The folder that was asked for.'),
    here: z.int().describe('Photos that lie directly in this folder, and all in and below it.'),
    count: z.int().describe('Photos in and below it.'),
    items: z.array(SourceFolder).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'FolderPage' })
export type FolderPage = z.infer<typeof FolderPage>

export const ObjectKind = z.enum(['photo', 'raw', 'video', 'sidecar', 'unknown', 'ignored', 'unsupported'])
export type ObjectKind = z.infer<typeof ObjectKind>

export const ObjectState = z.enum(['pending', 'done', 'failed', 'hidden', 'missing', 'not_shown'])

/** One key of a source and what became of it. */
export const SourceObject = z
  .strictObject({
    key: z.string().describe('The key of an object, or a folder with its slash.'),
    kind: ObjectKind.describe('What the key says of it.'),
    state: ObjectState.describe('What became of it.'),
    reason: z.string().nullable().describe('Why it is not shown, as a sentence; null when it is shown or waits.'),
    bytes: z.int().describe('Length in bytes.'),
    modifiedAt: z.string().describe('When it was changed last.'),
    photoId: z.string().nullable().describe('The photo.'),
  })
  .meta({ id: 'SourceObject' })
export type SourceObject = z.infer<typeof SourceObject>

/** `GET /sources/{id}/objects?kind=&state=` in the order of keys. */
export const ObjectPage = z
  .strictObject({
    items: z.array(SourceObject).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'ObjectPage' })
export type ObjectPage = z.infer<typeof ObjectPage>

export const FoldersQuery = z.strictObject({
  prefix: z
    .string()
    .max(1024)
    .default('')
    .describe('The folder whose folders are listed; empty for the source itself.'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(3000).optional().describe('next of the page before; left out for the first.'),
})
export type FoldersQuery = z.output<typeof FoldersQuery>

export const ObjectsQuery = z.strictObject({
  kind: ObjectKind.optional().describe('Only of this kind.'),
  state: ObjectState.optional().describe('Only in this state.'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(3000).optional().describe('next of the page before; left out for the first.'),
})
export type ObjectsQuery = z.output<typeof ObjectsQuery>
