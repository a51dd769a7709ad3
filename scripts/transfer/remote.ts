import * as z from 'zod'
import { Album } from '@/lib/albums/contract'
import { Photo, Rotation } from '@/lib/photos/contract'

/** What the commands read of the server's replies. More fields than these are ignored: the server may be newer. */
export const RemotePhoto = z
  .object(Photo.shape)
  .pick({
    id: true,
    status: true,
    failure: true,
    visibility: true,
    title: true,
    description: true,
    tags: true,
    favourite: true,
    archived: true,
    rating: true,
    mediaType: true,
    bytes: true,
    takenAt: true,
    takenAtGuessed: true,
    addedAt: true,
    camera: true,
    location: true,
    place: true,
    filename: true,
    edited: true,
    deletedAt: true,
    missingAt: true,
    sha256: true,
    hash: true,
  })
  // Older servers turn nothing.
  .extend({ rotation: Rotation.default(0), source: z.object({ name: z.string(), key: z.string() }).nullish() })
export type RemotePhoto = z.infer<typeof RemotePhoto>

export const RemotePhotoPage = z.object({ items: z.array(RemotePhoto), next: z.string().nullable() })

export const RemoteAlbum = z.object(Album.shape).pick({
  id: true,
  title: true,
  description: true,
  visibility: true,
  smart: true,
  createdAt: true,
  filter: true,
  coverPhotoId: true,
})
export type RemoteAlbum = z.infer<typeof RemoteAlbum>

export const RemoteAlbumPage = z.object({ items: z.array(RemoteAlbum), next: z.string().nullable() })

export const RemoteMe = z.object({ username: z.string() })

export const RemoteTicket = z.union([
  z.object({ problem: z.object({ code: z.string(), detail: z.string() }) }),
  z.object({
    photoId: z.uuid(),
    duplicateOf: z.null(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  z.object({ photoId: z.uuid(), duplicateOf: z.uuid() }),
])
export type RemoteTicket = z.infer<typeof RemoteTicket>
export type SendTicket = Extract<RemoteTicket, { duplicateOf: null }>

export const RemoteTickets = z.object({ uploads: z.array(RemoteTicket) })
export const RemoteCompleted = z.object({ photos: z.array(RemotePhoto) })
