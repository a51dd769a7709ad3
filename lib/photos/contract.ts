import * as z from 'zod'

/** Shapes of photos on the wire (docs/http.md). Both sides parse with them; nothing here may import server code. */
export const PhotoId = z.uuid('is not an id')
export const Visibility = z.enum(['public', 'private'])
export const PhotoStatus = z.enum(['uploading', 'processing', 'ready', 'failed'])

/** Of a rendition. */
export const RenditionQuery = z.object({
  v: z.string().max(20).optional().describe('Has no effect: a new address for new bytes.'),
  again: z
    .literal('1')
    .optional()
    .describe('It did not come: look whether it is there, and have it drawn where it is not.'),
})

/** Of an original: it is always sent as a download, strangers' bytes are never shown as a page. */
export const OriginalQuery = z.object({
  download: z.enum(['true', 'false']).optional().describe('Has no effect: originals are always sent as a download.'),
})

/** Degrees clockwise. */
export const Rotation = z.literal([0, 90, 180, 270])

const Rendition = z.object({
  url: z.string().describe('Where to get it; a new address for new bytes.'),
  width: z.int().describe('Pixels, after rotation.'),
  height: z.int().describe('Pixels, after rotation.'),
})

export const Camera = z
  .object({
    make: z.string().nullable().describe('Maker of the camera.'),
    model: z.string().nullable().describe('Model of the camera.'),
    lens: z.string().nullable().describe('Name of the lens.'),
    iso: z.number().nullable().describe('Sensitivity.'),
    aperture: z.number().nullable().describe('F-number.'),
    exposure: z.number().nullable().describe('Seconds.'),
    focalLength: z.number().nullable().describe('Millimetres.'),
  })
  .meta({ id: 'Camera' })

export const Location = z
  .object({
    latitude: z.number().min(-90).max(90).describe('Degrees north.'),
    longitude: z.number().min(-180).max(180).describe('Degrees east.'),
    altitude: z.number().nullable().describe('Metres above the sea.'),
  })
  .meta({ id: 'Location' })

export const Place = z
  .object({
    town: z.string().nullable().describe('Town or village.'),
    region: z.string().nullable().describe('State, province or county.'),
    country: z.string().nullable().describe('Country.'),
    countryCode: z.string().nullable().describe('Two letters (ISO 3166-1).'),
  })
  .meta({ id: 'Place' })
export type Place = z.infer<typeof Place>

export const Photo = z
  .strictObject({
    id: PhotoId.describe('Its id.'),
    status: PhotoStatus.describe('How far it is: only a ready photo can be seen by others.'),
    failure: z.string().nullable().describe('Why it failed, as a sentence.'),
    damaged: z.boolean().describe('Whether the picture is shown though its file breaks off.'),
    owner: z
      .strictObject({
        username: z.string().describe('The name in addresses.'),
        name: z.string().describe('What it is called.'),
      })
      .describe('Whose it is.'),
    visibility: Visibility.describe('Who may see it: everybody, or its owner.'),
    title: z.string().describe('Title; may be empty.'),
    description: z.string().describe('Description; may be empty.'),
    tags: z.array(z.string()).describe('Tags, as they were written; a slash parts the levels of a path.'),
    favourite: z.boolean().describe('Whether it is a favourite.'),
    archived: z.boolean().describe('Whether its owner has put it into the archive, out of the gallery.'),
    rating: z.int().min(-1).max(5).nullable().describe('Stars, 0 to 5; −1 for rejected, null for none.'),
    mediaType: z.string().describe('What the bytes are, such as image/jpeg.'),
    bytes: z.int().describe('Length of the original in bytes.'),
    width: z.int().nullable().describe('Pixels, after rotation.'),
    height: z.int().nullable().describe('Pixels, after rotation.'),
    rotation: Rotation.describe('Degrees clockwise that its owner has turned it, beyond what the file says.'),
    sphere: z
      .boolean()
      .describe('Whether it is a full sphere (360°, equirectangular), to be looked around in; part of one is not.'),
    takenAt: z
      .string()
      .nullable()
      .describe('When it was taken, with its offset where that is known; null for no date.'),
    takenAtGuessed: z
      .boolean()
      .describe('Neither the file nor a person says when it was taken: `takenAt` is the time of the file itself.'),
    addedAt: z.string().describe('When it came into the library.'),
    updatedAt: z.string().describe('When it was changed last.'),
    camera: Camera.nullable().describe('What took it.'),
    location: Location.nullable().describe(
      'Where it was taken; null where nobody knows or the owner does not show it.',
    ),
    place: Place.nullable().describe('The names of where it was taken.'),
    placeholder: z.string().nullable().describe('A ThumbHash in base64, to draw until the picture comes.'),
    renditions: z
      .strictObject({
        thumb: Rendition.describe('For grids.'),
        preview: Rendition.describe('For the whole screen.'),
        rotation: Rotation.describe(
          'How far these are turned. Another number than the photo’s `rotation` for the moment until they are drawn anew.',
        ),
      })
      .nullable()
      .describe('Smaller pictures; null until it is ready.'),
    permissions: z
      .strictObject({
        edit: z.boolean().describe('Change it.'),
        delete: z.boolean().describe('Delete it.'),
        seeLocation: z.boolean().describe('See where it was taken.'),
        downloadOriginal: z.boolean().describe('Get the original.'),
      })
      .describe('What the asker may do.'),
    // Only for the owner:
    filename: z.string().optional().describe('Name of the file.'),
    edited: z
      .array(z.string())
      .optional()
      .describe('Fields that a person has set, such as `title`; the others are what the file says. See `reset`.'),
    deletedAt: z.string().nullable().optional().describe('When it went to the trash; null where it is not there.'),
    source: z
      .strictObject({
        id: z.string().describe('Its id.'),
        name: z.string().describe('What it is called.'),
        key: z.string().describe('Key of the object.'),
      })
      .nullable()
      .optional()
      .describe('The source whose object it is; null for an upload.'),
    missingAt: z.string().nullable().optional().describe('Since when its source has not held the original any more.'),
    copyOf: z.string().nullable().optional().describe("The owner's photo with the same content that was there before."),
    sha256: z.string().nullable().optional().describe('SHA-256 of the original, 64 lower-case hex digits.'),
    hash: z.string().nullable().optional().describe('Perceptual hash of the picture.'),
    exif: z.record(z.string(), z.unknown()).optional().describe('Tags of the file, by name.'),
    hdr: z
      .enum(['gain map', 'PQ', 'HLG'])
      .nullable()
      .optional()
      .describe(
        'How the file holds more light than a screen’s white: the smaller pictures do not. Null where it does not.',
      ),
    albums: z
      .array(z.strictObject({ id: z.string().describe('Its id.'), title: z.string().describe('Title; may be empty.') }))
      .optional()
      .describe('The owner’s albums that it was put in.'),
    guest: z
      .string()
      .nullable()
      .optional()
      .describe('The name of whoever added it through a share link, as they gave it; null for everything else.'),
  })
  .meta({ id: 'Photo' })
export type Photo = z.infer<typeof Photo>

/** A page of a list. `exif` and `hdr` are left out of lists: the photo's own reply has it. */
export const PhotoPage = z
  .strictObject({
    items: z.array(Photo).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
    total: z.int().optional().describe('How many there are in all, where it was asked for.'),
  })
  .meta({ id: 'PhotoPage' })
export type PhotoPage = z.infer<typeof PhotoPage>
