import * as z from 'zod'
import { Photo, PhotoId, Visibility } from '../photos/contract'

/** The wire of `POST /uploads` and `POST /uploads/complete` (docs/http.md). Nothing here may import server code. */

/** Files one `POST /uploads` takes; ids one `POST /uploads/complete` takes. */
export const UPLOAD_BATCH = 500

export const UploadFile = z.strictObject({
  name: z.string().min(1, 'give the file a name').max(1024, 'at most 1024 characters').describe('Name of the file.'),
  bytes: z
    .int()
    .min(0)
    .describe(
      'Exact length in bytes. 0 and too many are refused per file, with a `problem`, so that the others get in.',
    ),
  mediaType: z
    .string()
    .max(255)
    .describe('What the client takes it for; the bytes decide. A type that is not accepted is refused per file.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'write the SHA-256 as 64 lower-case hex digits')
    .optional()
    .describe('SHA-256 of the original, 64 lower-case hex digits.'),
  modifiedAt: z.iso
    .datetime({ offset: true, error: 'write a time such as 2023-08-10T14:03:00Z' })
    .optional()
    .describe(
      "The file's own time (a browser's `lastModified`): the guess at when it was taken where the file does not say.",
    ),
})
export type UploadFile = z.infer<typeof UploadFile>

export const RequestUploads = z
  .strictObject({
    visibility: Visibility.describe('Who may see the photos: everybody, or their owner.'),
    album: z.uuid().optional().describe('An album to put them in: an own one, or one that one contributes to.'),
    files: z
      .array(UploadFile)
      .min(1, 'name at least one file')
      .max(UPLOAD_BATCH, `at most ${UPLOAD_BATCH} files at once`)
      .describe('The files, in any order.'),
  })
  .meta({ id: 'RequestUploads' })
export type RequestUploads = z.infer<typeof RequestUploads>

/** Where to put the bytes: exactly these headers; cookies only when the address is the app's own. */
const Accepted = z.strictObject({
  photoId: PhotoId.describe('The photo.'),
  duplicateOf: z.null().describe('The photo that holds these bytes already; null where they are to be sent.'),
  method: z.literal('PUT').describe('How to send them; null where nothing is to be sent.'),
  url: z.string().describe('A path of this app, or an absolute presigned address of the store (direct mode).'),
  headers: z.record(z.string(), z.string()).describe('Exactly these headers.'),
  expiresAt: z.string().describe('When it ends.'),
  resumable: z
    .string()
    .nullable()
    .describe(
      'A path of this app to which the bytes may be sent in pieces instead (tus 1.0.0: HEAD says how far it is, PATCH goes on); null where that cannot be.',
    ),
  restores: z
    .boolean()
    .describe(
      'True: a photo there is already (`photoId`) gets its original back, which the store has lost; its edits and albums stay.',
    ),
  copyIn: z
    .strictObject({
      source: z.string().describe('Name of the source.'),
      missing: z.boolean().describe('Whether it is no longer there.'),
    })
    .nullable()
    .describe(
      "The same picture lies in a source of one's own too, which keeps nothing here: this becomes one's own copy.",
    ),
})

/** The owner's library holds these bytes itself: nothing is to be sent and nothing to be completed. */
const Known = z.strictObject({
  photoId: PhotoId.describe('The photo.'),
  duplicateOf: PhotoId.describe('The photo that holds these bytes already; null where they are to be sent.'),
  method: z.null().describe('How to send them; null where nothing is to be sent.'),
  visibility: Visibility.optional().describe('Who sees that photo: what the request wished is for new ones.'),
  url: z.null().describe('Nothing is to be sent.'),
  headers: z.strictObject({}).describe('Exactly these headers.'),
  expiresAt: z.null().describe('When it ends.'),
})

export const Refused = z.strictObject({
  problem: z
    .object({
      code: z.string().describe('One of the codes of problems.'),
      status: z.int().describe('The status it would be alone.'),
      title: z.string().describe('The code in words.'),
      detail: z.string().describe('A sentence for people.'),
    })
    .describe('Why this file is refused.'),
})

export const UploadTicket = z.union([Accepted, Known, Refused])
export type UploadTicket = z.infer<typeof UploadTicket>

/** One ticket per file, in the order of the files. */
export const RequestUploadsReply = z
  .strictObject({
    uploads: z.array(UploadTicket).describe('One for each file, in the order of the files.'),
  })
  .meta({ id: 'RequestUploadsReply' })
export type RequestUploadsReply = z.infer<typeof RequestUploadsReply>

export const CompleteUploads = z
  .strictObject({
    photoIds: z
      .array(PhotoId)
      .min(1, 'name at least one photo')
      .max(UPLOAD_BATCH, `at most ${UPLOAD_BATCH} photos at once`)
      .describe('The photos whose bytes were sent.'),
  })
  .meta({ id: 'CompleteUploads' })
export type CompleteUploads = z.infer<typeof CompleteUploads>

/**
 * The photos in the order of the ids, each in the state it is in now: `processing` or `ready` when the bytes are safe,
 * `uploading` when they have not arrived whole (PUT them again), `failed` with its reason when they are not what was promised.
 */
export const CompleteUploadsReply = z.strictObject({ photos: z.array(Photo).describe('How many photos.') })
export type CompleteUploadsReply = z.infer<typeof CompleteUploadsReply>
