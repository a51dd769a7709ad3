import * as z from 'zod'
import { plainText } from '../media/plain-text'
import { Photo, PhotoId } from '../photos/contract'
import { UPLOAD_BATCH, UploadFile } from '../uploads/upload-contract'

/** Shapes of what visitors of a share link mark and add, for them and for the link's owner. Nothing here may import server code. */

/** The longest name of a guest, and the longest note, in characters. */
export const MOST_NAME = 80
export const MOST_NOTE = 500

/** Without marks that turn the reading direction: a stranger's words stand among the owner's. */
const oneWay = (text: string) => plainText(text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''))
const line = (text: string) => oneWay(text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))

const GuestName = z
  .string()
  .max(1_000, 'is too long')
  .overwrite(line)
  .min(1, 'say who you are')
  .max(MOST_NAME, `at most ${MOST_NAME} characters`)

const guest = GuestName.optional().describe(
  'The visitor’s name. Wanted once: the browser that said it is known from then on. Another one is the same visitor’s new name.',
)

export const NameGuest = z
  .strictObject({ name: GuestName.describe('What the owner of the link calls the visitor by.') })
  .meta({ id: 'NameGuest' })

export const Guest = z.strictObject({ name: z.string().describe('The name that was given.') }).meta({ id: 'Guest' })
export type Guest = z.infer<typeof Guest>

export const PutPick = z
  .strictObject({
    note: z
      .string()
      .max(5_000, 'is too long')
      .overwrite(oneWay)
      .max(MOST_NOTE, `at most ${MOST_NOTE} characters`)
      .optional()
      .describe('A few words to the owner; left out, the note stays as it is.'),
    guest,
  })
  .meta({ id: 'PutPick' })
export type PutPick = z.output<typeof PutPick>

const note = z.string().describe('What the visitor wrote about it; may be empty.')
const pickedAt = z.string().describe('When it was marked.')

export const Pick = z.strictObject({ photoId: PhotoId.describe('The photo.'), note, pickedAt }).meta({ id: 'Pick' })
export type Pick = z.infer<typeof Pick>

export const OwnPicks = z
  .strictObject({
    guest: Guest.nullable().describe('Who asks; null before a name was given.'),
    items: z.array(Pick).describe('What this visitor has marked, first marked first.'),
  })
  .meta({ id: 'OwnPicks' })
export type OwnPicks = z.infer<typeof OwnPicks>

export const LinkPicks = z
  .strictObject({
    people: z
      .array(
        z.strictObject({
          id: z.string().describe('The visitor’s id, for clearing the picks.'),
          name: z.string().describe('The name that the visitor gave; nobody has checked it.'),
          picks: z.array(Pick).describe('What this visitor has marked, first marked first; may be empty.'),
          added: z.int().describe('How many photos this visitor has added that are there still.'),
        }),
      )
      .describe('Everybody who has given a name, first come first.'),
    photos: z
      .array(
        z.strictObject({
          photo: Photo.describe('The photo.'),
          picks: z.int().describe('How many people have marked it.'),
        }),
      )
      .describe('The photos, those that most have marked first.'),
  })
  .meta({ id: 'LinkPicks' })
export type LinkPicks = z.infer<typeof LinkPicks>

export const ClearPicksQuery = z.strictObject({
  forget: z
    .literal('true')
    .optional()
    .describe('Removes the visitor from the list, too. Photos that they added stay, under their name.'),
})

export const RequestGuestUploads = z
  .strictObject({
    guest,
    files: z
      .array(UploadFile)
      .min(1, 'name at least one file')
      .max(UPLOAD_BATCH, `at most ${UPLOAD_BATCH} files at once`)
      .describe('The files, in any order.'),
  })
  .meta({ id: 'RequestGuestUploads' })
export type RequestGuestUploads = z.output<typeof RequestGuestUploads>

export const GuestUploads = z
  .strictObject({
    photos: z
      .array(
        Photo.pick({ id: true, status: true }).extend({
          failure: z.string().nullable().describe('Why it could not be taken, as a sentence.'),
        }),
      )
      .describe('What became of each, in the order of the ids.'),
  })
  .meta({ id: 'GuestUploads' })
export type GuestUploads = z.infer<typeof GuestUploads>
