import type { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import { isRawType } from '../media/media-types'
import { DISTANCES } from '../similar/distances'

export type DuplicateKind = (typeof DUPLICATE_KINDS)[number]

/** What a group is one of: the same picture several times, shots in a row, one shot in two files that belong together. */
export type GroupSort = 'duplicate' | 'burst' | 'companion'

/** What tells two photos apart that look alike: what their files say, not what a person set. */
export type PairFacts = {
  sha256: string
  mediaType: string
  filename: string
  sourceId: string | null
  sourceKey: string | null
  /** Wall-clock time. */
  takenLocal: string | null
  /** Maker and model; null where the file does not say. */
  camera: string | null
}

/** Pairs further apart are no duplicates of any kind. */
export const MOST_PAIR_DISTANCE = DISTANCES.edited
/** Shots further apart than this are no burst. */
const BURST_MS = 10_000

/** What two photos near each other are to each other: the same whichever comes first. */
export function kindOf(a: PairFacts, b: PairFacts, distance: number): DuplicateKind {
  if (a.sha256 === b.sha256) return 'same_bytes'
  if (isCompanion(a, b)) return 'companion'
  if (distance <= DISTANCES['re-saved']) return 'resaved'
  return isBurst(a, b) ? 'burst' : 'edited'
}

/** The sort of group that a pair makes. */
export function sortOf(kind: DuplicateKind): GroupSort {
  return kind === 'burst' || kind === 'companion' ? kind : 'duplicate'
}

/** What a camera or phone writes twice of one shot: a raw file and a picture, HEIC and JPEG. Other types are exports of it, hence copies. */
function isCompanion(a: PairFacts, b: PairFacts): boolean {
  const hasRaw = isRawType(a.mediaType) !== isRawType(b.mediaType)
  if (!hasRaw && !isHeicAndJpeg(a, b)) return false
  const sameShot = isSameCamera(a, b) && isSameSecond(a, b)
  // Named anew, a raw file is still what the picture was made of.
  if (hasRaw && sameShot) return true
  return stemOf(a.filename) === stemOf(b.filename) && (isSameFolder(a, b) || sameShot)
}

function isHeicAndJpeg(a: PairFacts, b: PairFacts): boolean {
  const types = [a.mediaType, b.mediaType]
  return types.includes('image/jpeg') && types.includes('image/heic')
}

function isBurst(a: PairFacts, b: PairFacts): boolean {
  if (!isSameCamera(a, b)) return false
  const apart = Math.abs(timeOf(a) - timeOf(b))
  return apart > 0 && apart <= BURST_MS
}

function isSameCamera(a: PairFacts, b: PairFacts): boolean {
  return a.camera !== null && a.camera === b.camera
}

function isSameSecond(a: PairFacts, b: PairFacts): boolean {
  return a.takenLocal !== null && b.takenLocal !== null && secondOf(a.takenLocal) === secondOf(b.takenLocal)
}

function isSameFolder(a: PairFacts, b: PairFacts): boolean {
  if (a.sourceId === null || a.sourceKey === null || b.sourceKey === null) return false
  return a.sourceId === b.sourceId && folderOf(a.sourceKey) === folderOf(b.sourceKey)
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1)
}

function stemOf(filename: string): string {
  const dot = filename.lastIndexOf('.')
  return (dot > 0 ? filename.slice(0, dot) : filename).toLowerCase()
}

function secondOf(local: string): string {
  return local.replace('T', ' ').slice(0, 19)
}

/** NaN without a time: then nothing is near it. */
function timeOf({ takenLocal }: PairFacts): number {
  return takenLocal === null ? Number.NaN : Date.parse(`${takenLocal.replace(' ', 'T')}Z`)
}
