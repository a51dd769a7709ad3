import * as z from 'zod'
import { Select } from '../photos/edit-contract'

export const RequestDownload = z.strictObject({
  select: Select,
  /** The zip's name, without `.zip`. */
  name: z.string().trim().min(1).max(120).optional(),
})
export type RequestDownload = z.output<typeof RequestDownload>

export const Download = z.strictObject({ url: z.string(), photos: z.int(), bytes: z.int(), expiresAt: z.string() })
export type Download = z.infer<typeof Download>
