import * as z from 'zod'
import { CreateAlbum } from '../albums/contract'
import { Photo, PhotoId, Visibility } from '../photos/contract'
import { UpdatePhoto } from '../photos/edit-contract'
import { Refused } from './upload-contract'

/** `POST /photos` (multipart). Nothing here may import server code. */

/** Fields of the form that may come several times. */
export const REPEATABLE_FIELDS = ['tags']

const { title, description, tags, takenAt } = UpdatePhoto.shape

/** What stands beside the files; it holds for all of them. */
export const AddPhotosFields = z
  .strictObject({
    visibility: Visibility.optional()
      .describe('Who may see the photos: everybody, or their owner.')
      .meta({ examples: ['private'] }),
    album: z
      .uuid('is not an id')
      .optional()
      .describe('An album to put them in: an own one, or one that one contributes to.'),
    albumTitle: CreateAlbum.shape.title
      .optional()
      .describe('Puts them in the album of one’s own that has this title; it is made, private, where there is none.'),
    title: title.describe('Title; may be empty.'),
    description: description.describe('Description; may be empty.'),
    tags: z
      .array(z.string())
      .transform((given, context) => given.flatMap((text) => tagsIn(text, context)))
      .pipe(tags.unwrap())
      .optional()
      .describe('All tags: one in each field, several with commas between, or a JSON array.'),
    takenAt: takenAt
      .unwrap()
      .unwrap()
      .optional()
      .describe('When they were taken: `2023-08-10T14:03:00+02:00`, or without the offset.'),
    favourite: z
      .enum(['true', 'false'], 'true or false')
      .transform((text) => text === 'true')
      .optional()
      .describe('Whether they are favourites.'),
    rating: z
      .enum(['-1', '0', '1', '2', '3', '4', '5'], 'a whole number from −1 (rejected) to 5')
      .transform(Number)
      .optional()
      .describe('Stars; −1 for rejected.'),
    modifiedAt: z.iso
      .datetime({ offset: true, error: 'write a time such as 2023-08-10T14:03:00Z' })
      .optional()
      .describe("The files' own time: the guess at when they were taken where they do not say."),
  })
  .refine(({ album, albumTitle }) => album === undefined || albumTitle === undefined, {
    path: ['albumTitle'],
    message: 'give album, the id of one there is, or albumTitle; not both',
  })
export type AddPhotosFields = z.output<typeof AddPhotosFields>

function tagsIn(text: string, context: z.core.$RefinementCtx): string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',').filter((tag) => tag.trim() !== '')
  const listed = z.array(z.string()).safeParse(parsed(text))
  if (listed.success) return listed.data
  context.addIssue({ code: 'custom', message: 'write a JSON array of texts, such as ["sea","summer"]', input: text })
  return []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const Added = z.strictObject({
  name: z.string().describe('The file’s name, as it is kept.'),
  photoId: PhotoId.describe('The photo that holds it.'),
  duplicateOf: PhotoId.nullable().describe(
    'The same id where that photo was there before, or holds another file of the form: it stays as it is.',
  ),
})

const NotAdded = Refused.extend({ name: z.string().describe('The file’s name, as it is kept.') })

/** Whether a file of the form became a photo. */
export const AddedFile = z.union([Added, NotAdded])
export type AddedFile = z.infer<typeof AddedFile>

export const AddPhotosReply = z
  .strictObject({
    photos: z.array(Photo).describe('The photos, each once, in the order of the files.'),
    files: z
      .array(AddedFile)
      .describe('One for each file, in the order of the files: its photo, or why there is none.'),
    album: z
      .strictObject({
        id: z.string().describe('Its id.'),
        title: z.string().describe('Its title.'),
        created: z.boolean().describe('Whether it is new with this request.'),
      })
      .nullable()
      .describe('The album that the photos were put in; null for none.'),
  })
  .meta({ id: 'AddPhotosReply' })
export type AddPhotosReply = z.infer<typeof AddPhotosReply>
