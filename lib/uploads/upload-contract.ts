import * as z from 'zod'
import { Photo, PhotoId, Visibility } from '../photos/contract'

/** The wire of `POST /uploads` and `POST /uploads/complete` (api.md). Nothing here may import server code. */

/** Files one `POST /uploads` takes; ids one `POST /uploads/complete` takes. */
export const UPLOAD_BATCH = 500

export const UploadFile = z.strictObject({
  name: z.string().min(1, 'give the file a name').max(1024, 'at most 1024 characters'),
  /** Exact length in bytes. 0 and too many are refused per file, with a `problem`, so that the others get in. */
  bytes: z.int().min(0),
  /** What the client takes it for; the bytes decide. A type that is not accepted is refused per file. */
  mediaType: z.string().max(255),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'write the SHA-256 as 64 lower-case hex digits')
    .optional(),
  /** The file's own time (a browser's `lastModified`): the guess at when it was taken where the file does not say. */
  modifiedAt: z.iso.datetime({ offset: true, error: 'write a time such as 2023-08-10T14:03:00Z' }).optional(),
})
export type UploadFile = z.infer<typeof UploadFile>

export const RequestUploads = z.strictObject({
  visibility: Visibility,
  album: z.uuid().optional(),
  files: z
    .array(UploadFile)
    .min(1, 'name at least one file')
    .max(UPLOAD_BATCH, `at most ${UPLOAD_BATCH} files at once`),
})
export type RequestUploads = z.infer<typeof RequestUploads>

/** Where to put the bytes: exactly these headers; cookies only when the address is the app's own. */
const Accepted = z.strictObject({
  photoId: PhotoId,
  duplicateOf: z.null(),
  method: z.literal('PUT'),
  /** A path of this app, or an absolute presigned address of the store (direct mode). */
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.string(),
  /** True: a photo there is already (`photoId`) gets its original back, which the store has lost; its edits and albums stay. */
  restores: z.boolean(),
  /** The same picture lies in a source of one's own too, which keeps nothing here: this becomes one's own copy. */
  copyIn: z.strictObject({ source: z.string(), missing: z.boolean() }).nullable(),
})

/** The owner's library holds these bytes itself: nothing is to be sent and nothing to be completed. */
const Known = z.strictObject({
  photoId: PhotoId,
  duplicateOf: PhotoId,
  method: z.null(),
  url: z.null(),
  headers: z.strictObject({}),
  expiresAt: z.null(),
})

const Refused = z.strictObject({
  problem: z.object({ code: z.string(), status: z.int(), title: z.string(), detail: z.string() }),
})

export const UploadTicket = z.union([Accepted, Known, Refused])
export type UploadTicket = z.infer<typeof UploadTicket>

/** One ticket per file, in the order of the files. */
export const RequestUploadsReply = z.strictObject({ uploads: z.array(UploadTicket) })
export type RequestUploadsReply = z.infer<typeof RequestUploadsReply>

export const CompleteUploads = z.strictObject({
  photoIds: z
    .array(PhotoId)
    .min(1, 'name at least one photo')
    .max(UPLOAD_BATCH, `at most ${UPLOAD_BATCH} photos at once`),
})
export type CompleteUploads = z.infer<typeof CompleteUploads>

/**
 * The photos in the order of the ids, each in the state it is in now: `processing` or `ready` when the bytes are safe,
 * `uploading` when they have not arrived whole (PUT them again), `failed` with its reason when they are not what was promised.
 */
export const CompleteUploadsReply = z.strictObject({ photos: z.array(Photo) })
export type CompleteUploadsReply = z.infer<typeof CompleteUploadsReply>
