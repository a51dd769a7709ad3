import * as z from 'zod'
import { EVENT_DATA, MOST_NAMED, type ToldPhoto } from './outbox/event-contract'

const PHOTO_EVENTS = ['photo.ready', 'photo.changed', 'photo.deleted'] as const

const Body = z.strictObject({
  id: z.uuid(),
  event: z.enum(PHOTO_EVENTS),
  createdAt: z.string(),
  data: z.union([EVENT_DATA['photo.deleted'], EVENT_DATA['photo.changed']]),
})
export type PhotoBody = z.infer<typeof Body>

/** Whether several of an event may be told as one. */
export function mayBeJoined(event: string): boolean {
  return PHOTO_EVENTS.some((one) => one === event)
}

/** Reads the body of a photo's event back. @throws Error for one that is none */
export function bodyOf(text: string): PhotoBody {
  return Body.parse(JSON.parse(text))
}

/**
 * Tells of the photos of several bodies in the first one; of a photo that stands in more than one, its latest state.
 * @param behind later ones of the same event, in their order
 * @returns the body, and the ids of those it holds now
 */
export function joinBodies(first: PhotoBody, behind: PhotoBody[]): { body: PhotoBody; taken: string[] } {
  const told = new Map(first.data.photos.map((photo) => [photo.id, photo] as const))
  let { count } = first.data
  const taken: string[] = []
  for (const { id, data } of behind) {
    const added = data.photos.filter((photo) => !told.has(photo.id))
    if (isPermanent(data) !== isPermanent(first.data) || told.size + added.length > MOST_NAMED) break
    // Who changed more than is named may have changed some of these: the sum is never too small.
    count += data.count - (data.photos.length - added.length)
    for (const photo of data.photos) told.set(photo.id, photo)
    taken.push(id)
  }
  const photos: ToldPhoto[] = [...told.values()]
  return { body: { ...first, data: { ...first.data, photos, count } }, taken }
}

function isPermanent(data: PhotoBody['data']): boolean | null {
  return 'permanent' in data ? data.permanent : null
}
