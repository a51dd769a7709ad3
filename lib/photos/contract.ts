import * as z from 'zod'

/** Shapes of photos on the wire (api.md). Both sides parse with them; nothing here may import server code. */
export const PhotoId = z.uuid('is not an id')
export const Visibility = z.enum(['public', 'private'])
export const PhotoStatus = z.enum(['uploading', 'processing', 'ready', 'failed'])

const Rendition = z.object({ url: z.string(), width: z.int(), height: z.int() })

export const Camera = z.object({
  make: z.string().nullable(),
  model: z.string().nullable(),
  lens: z.string().nullable(),
  iso: z.number().nullable(),
  aperture: z.number().nullable(),
  exposure: z.number().nullable(),
  focalLength: z.number().nullable(),
})

export const Location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  altitude: z.number().nullable(),
})

export const Place = z.object({
  town: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string().nullable(),
  countryCode: z.string().nullable(),
})
export type Place = z.infer<typeof Place>

export const Photo = z.strictObject({
  id: PhotoId,
  status: PhotoStatus,
  failure: z.string().nullable(),
  damaged: z.boolean(),
  owner: z.strictObject({ username: z.string(), name: z.string() }),
  visibility: Visibility,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  favourite: z.boolean(),
  rating: z.int().min(0).max(5).nullable(),
  mediaType: z.string(),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  takenAt: z.string().nullable(),
  /** Neither the file nor a person says when it was taken: `takenAt` is the time of the file itself. */
  takenAtGuessed: z.boolean(),
  addedAt: z.string(),
  updatedAt: z.string(),
  camera: Camera.nullable(),
  location: Location.nullable(),
  place: Place.nullable(),
  placeholder: z.string().nullable(),
  renditions: z.strictObject({ thumb: Rendition, preview: Rendition }).nullable(),
  permissions: z.strictObject({
    edit: z.boolean(),
    delete: z.boolean(),
    seeLocation: z.boolean(),
    downloadOriginal: z.boolean(),
  }),
  // Only for the owner:
  filename: z.string().optional(),
  deletedAt: z.string().nullable().optional(),
  source: z.strictObject({ id: z.string(), name: z.string(), key: z.string() }).nullable().optional(),
  /** Since when its source has not held the original any more. */
  missingAt: z.string().nullable().optional(),
  /** The owner's photo with the same content that was there before. */
  copyOf: z.string().nullable().optional(),
  sha256: z.string().nullable().optional(),
  hash: z.string().nullable().optional(),
  exif: z.record(z.string(), z.unknown()).optional(),
  albums: z.array(z.strictObject({ id: z.string(), title: z.string() })).optional(),
})
export type Photo = z.infer<typeof Photo>

/** A page of a list. `exif` is left out of lists: the photo's own reply has it. */
export const PhotoPage = z.strictObject({
  items: z.array(Photo),
  next: z.string().nullable(),
  total: z.int().optional(),
})
export type PhotoPage = z.infer<typeof PhotoPage>
