import type { DuplicateGroup, ResolveReply } from '@/lib/duplicates/contract'
import { countPhotos, plural } from '@/lib/media/plural'
import type { KeptField } from '@/lib/photos/batch-contract'
import type { Photo } from '@/lib/photos/contract'

type Kind = DuplicateGroup['kind']

const KINDS: Record<Kind, string> = {
  same_bytes: 'The same file',
  resaved: 'The same picture, saved again',
  edited: 'The same picture, edited',
  burst: 'A burst',
  companion: 'A pair',
}

/** What a group is: `The same picture, saved again`. */
export function kindWords(kind: Kind): string {
  return KINDS[kind]
}

const SHORT: Record<Kind, string> = {
  same_bytes: 'Same file',
  resaved: 'Saved again',
  edited: 'Edited',
  burst: 'Burst',
  companion: 'Pair',
}

/** The same where there is little room. */
export function shortKindWords(kind: Kind): string {
  return SHORT[kind]
}

const REASONS: Record<DuplicateGroup['proposal']['reason'], string> = {
  original_there: 'its original is there and whole',
  more_pixels: 'it has more pixels',
  more_metadata: 'it has what the camera wrote',
  own_original: 'it was uploaded, and a source can go',
  older: 'it came first',
  in_albums: 'it is in more albums',
  larger_file: 'its file is larger',
  first: 'none is ahead of the other',
}

/** Why a photo is proposed: `Suggested: it has more pixels`. */
export function reasonWords({ kind, proposal }: Pick<DuplicateGroup, 'kind' | 'proposal'>): string {
  // Of shots in a row only a person knows which is the best.
  if (kind === 'burst') return 'Chosen until you choose another'
  return `Suggested: ${REASONS[proposal.reason]}`
}

type Measured = Pick<Photo, 'id' | 'width' | 'height' | 'bytes' | 'mediaType'>

/**
 * What a photo is to another one of its group: `Same picture, fewer pixels, smaller file`.
 * @param other the one that is kept
 */
export function relationWords(
  { kind, pairs }: Pick<DuplicateGroup, 'kind' | 'pairs'>,
  photo: Measured,
  other: Measured,
): string {
  const pair = pairs.find(({ a, b }) => (a === photo.id && b === other.id) || (a === other.id && b === photo.id))
  if (!pair) return kind === 'burst' ? 'Another shot of the burst' : 'Alike by way of another photo here'
  switch (pair.kind) {
    case 'same_bytes':
      return 'Same bytes'
    case 'resaved':
      return ['Same picture', ...differences(photo, other)].join(', ')
    case 'edited':
      return ['Edited: brightened, cropped or marked', ...differences(photo, other)].join(', ')
    case 'burst':
      return 'Another shot, seconds apart'
    case 'companion':
      return 'Another file of the same shot'
  }
}

/** In how many bits two photos of a group differ, for those who want to know. */
export function distanceWords(pairs: DuplicateGroup['pairs'], photoId: string, otherId: string): string | undefined {
  const pair = pairs.find(({ a, b }) => (a === photoId && b === otherId) || (a === otherId && b === photoId))
  return pair && `${pair.distance} of 128 bits of their fingerprints differ`
}

function differences(photo: Measured, other: Measured): string[] {
  const pixels = (photo.width ?? 0) * (photo.height ?? 0) - (other.width ?? 0) * (other.height ?? 0)
  const bytes = photo.bytes - other.bytes
  return [
    pixels < 0 ? 'fewer pixels' : pixels > 0 ? 'more pixels' : '',
    bytes < 0 ? 'smaller file' : bytes > 0 ? 'larger file' : '',
    photo.mediaType === other.mediaType ? '' : 'other format',
  ].filter(Boolean)
}

const MERGED: Record<ResolveReply['items'][number]['merged'][number], string> = {
  title: 'the title',
  description: 'the description',
  tags: 'tags',
  rating: 'the rating',
  favourite: 'the favourite mark',
  albums: 'albums',
}

/** What was decided, in the words of a toast. */
export function decisionWords({ kind, photos }: DuplicateGroup, reply: ResolveReply): string {
  const trashed = reply.items.filter(({ outcome }) => outcome === 'trashed').length
  if (trashed === 0) {
    if (kind === 'burst') return `All ${countPhotos(photos.length)} of the burst are kept`
    return `${countPhotos(photos.length)} kept: not duplicates`
  }
  const got = named(reply, 'merged', 'some')
  const refused = named(reply, 'withheld', 'other')
  const kept = plural(reply.items.filter(({ outcome }) => outcome === 'kept').length, 'The kept one', 'The kept ones')
  return [
    `${countPhotos(trashed)} moved to the trash.`,
    got && `${kept} got ${got}.`,
    refused && `Not passed on, because more people would see it: ${refused}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** @param part stands before what was passed on in part, as "some tags" */
function named(reply: ResolveReply, which: 'merged' | 'withheld', part: string): string {
  const partly = new Set(reply.items.flatMap((item) => item.partly))
  const all = new Set(reply.items.flatMap((item) => [...item[which], ...item.partly]))
  const fields = (Object.keys(MERGED) as (keyof typeof MERGED)[])
    .filter((field) => all.has(field))
    .map((field) => (partly.has(field) ? `${part} ${MERGED[field]}` : MERGED[field]))
  return fields.length > 1 ? `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}` : (fields[0] ?? '')
}

const KEPT: Record<KeptField, string> = {
  title: 'the title',
  description: 'the description',
  rating: 'the rating',
  favourite: 'the heart',
  deletedAt: 'what was moved to the trash again',
}

/** What was taken back, and what was not as it was changed meanwhile. */
export function undoneWords(kept: readonly { fields: readonly KeptField[] }[]): string {
  const fields = new Set(kept.flatMap((photo) => photo.fields))
  if (fields.size === 0) return 'Undone'
  const names = (Object.keys(KEPT) as KeptField[]).filter((field) => fields.has(field)).map((field) => KEPT[field])
  const listed = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]
  return `Undone, but not what was changed since: ${listed}${kept.length > 1 ? ` of ${countPhotos(kept.length)}` : ''}.`
}
