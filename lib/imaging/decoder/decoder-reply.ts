import * as z from 'zod'
import { MEDIA_TYPES, type MediaType, RAW_TYPES, type RawType } from '../../media/media-types'
import { type DecoderReply, MAX_REPLY_BYTES } from './decoder-protocol'

const text = z.string().max(10_000)
const number = z.number().nullable()
const size = z.int().positive().max(1_000_000_000)
const rendition = z.object({ width: size, height: size })
const mediaType = z.enum(Object.keys(MEDIA_TYPES) as [MediaType, ...MediaType[]])
const lengths = z.array(z.int().nonnegative().max(MAX_REPLY_BYTES)).max(2)

/** The child reads strangers' bytes, so what it says is checked like a stranger's. */
export const DecodedReply = z.object({
  mediaType: z.enum([...Object.keys(MEDIA_TYPES), ...Object.keys(RAW_TYPES)] as [
    MediaType,
    ...(MediaType | RawType)[],
  ]),
  width: size,
  height: size,
  damaged: z.boolean(),
  preview: rendition,
  thumb: rendition,
  placeholder: z.base64().max(200),
  hash: z
    .string()
    .regex(/^[01]{128}$/)
    .nullable(),
  detail: z.string().regex(/^[01]{512}$/),
  fields: z.strictObject({
    title: text,
    description: text,
    tags: z.array(text).max(1000),
    rating: z.int().min(-1).max(5).nullable(),
    takenLocal: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/)
      .nullable(),
    takenOffset: z.int().min(-840).max(840).nullable(),
    takenBy: z
      .strictObject({ from: z.enum(['capture', 'digitizing', 'satellite', 'name']), day: z.boolean() })
      .optional(),
    camera: z.strictObject({
      make: text.nullable(),
      model: text.nullable(),
      lens: text.nullable(),
      iso: z.int().nullable(),
      aperture: number,
      exposure: number,
      focalLength: number,
    }),
    location: z
      .strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        altitude: number,
      })
      .nullable(),
  }),
  exif: z.record(z.string(), z.unknown()),
})

/** What the child says of a copy without metadata; the bytes follow. */
export const StrippedReply = z.object({ mediaType })

/** Every line that a child may send. */
export const AnyReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('ready') }),
  z.object({ outcome: z.literal('done'), result: z.unknown(), lengths }),
  z.object({ outcome: z.literal('refused'), reason: z.string().max(1000), notShown: z.boolean().optional() }),
  z.object({ outcome: z.literal('starved') }),
  z.object({ outcome: z.literal('aborted') }),
]) satisfies z.ZodType<DecoderReply>
