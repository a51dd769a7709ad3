import type { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import { isRawType } from '../media/media-types'
import { DISTANCES, MOST_DISTANCE } from '../similar/distances'

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
  /** Of the camera; null where the file does not say. */
  serial?: string | null
  /** As shown. */
  width: number | null
  height: number | null
}

/**
 * Pairs further apart are no duplicates of any kind. Fewer bits than `edited`: within 16 none more of the pairs that must match are found, and each
 * photo that arrives costs a third more (docs/similar.md).
 */
export const MOST_PAIR_DISTANCE = 14
/** Shots further apart than this are no burst. */
export const BURST_MS = 10_000
/** Shots so close are one whatever they show: the camera moved, or what is before it. */
const QUICK_MS = 3_000

/**
 * What two photos are to each other: the same whichever comes first. Null where they are nothing.
 * @param isAlike whether both fingerprints say that they are within `MOST_PAIR_DISTANCE`, or their bytes are the same
 */
export function kindOf(a: PairFacts, b: PairFacts, distance: number, isAlike = true): DuplicateKind | null {
  if (a.sha256 === b.sha256) return 'same_bytes'
  if (isCompanion(a, b, isAlike)) return 'companion'
  if (isBurst(a, b, distance, isAlike)) return 'burst'
  if (!isAlike) return null
  return distance <= DISTANCES['re-saved'] ? 'resaved' : 'edited'
}

/** The sort of group that a pair makes. */
export function sortOf(kind: DuplicateKind): GroupSort {
  return kind === 'burst' || kind === 'companion' ? kind : 'duplicate'
}

/**
 * What a camera or phone writes twice of one shot: a raw file and a picture, HEIC and JPEG. Other types are exports of it, hence copies.
 * By name, camera and second they are that whatever they show: the picture in a raw file is often framed, toned or trimmed otherwise.
 */
function isCompanion(a: PairFacts, b: PairFacts, isAlike: boolean): boolean {
  const hasRaw = isRawType(a.mediaType) !== isRawType(b.mediaType)
  if (!hasRaw && !isHeicAndJpeg(a, b)) return false
  const sameShot = isSameCamera(a, b) && isSameSecond(a, b)
  const sameName = stemOf(a.filename) === stemOf(b.filename)
  if (sameName && sameShot) return true
  // Named anew, a raw file is still what the picture was made of.
  return isAlike && ((hasRaw && sameShot) || (sameName && isSameFolder(a, b)))
}

function isHeicAndJpeg(a: PairFacts, b: PairFacts): boolean {
  const types = [a.mediaType, b.mediaType]
  return types.includes('image/jpeg') && types.includes('image/heic')
}

/** A copy keeps the time of its original: other times of one camera are other shots, however alike. */
function isBurst(a: PairFacts, b: PairFacts, distance: number, isAlike: boolean): boolean {
  if (!isSameCamera(a, b)) return false
  const apart = apartMs(a, b)
  if (apart === 0 || apart > BURST_MS) return false
  if (isAlike) return true
  const isSameSize = a.width === b.width && a.height === b.height
  return isSameSize && (apart <= QUICK_MS || distance <= MOST_DISTANCE)
}

/** Programs drop fractions of seconds, or cut them: what one of the two does not say tells nothing. Infinite without a time. */
function apartMs(a: PairFacts, b: PairFacts): number {
  if (a.takenLocal === null || b.takenLocal === null) return Number.POSITIVE_INFINITY
  const [one, other] = [timeOf(a.takenLocal), timeOf(b.takenLocal)]
  const isCut = isSameSecond(a, b) && (one % 100 === 0 || other % 100 === 0)
  const step = isCut ? (one % 1000 === 0 || other % 1000 === 0 ? 1000 : 100) : 1
  return Math.abs(Math.floor(one / step) - Math.floor(other / step)) * step
}

function isSameCamera(a: PairFacts, b: PairFacts): boolean {
  if (a.camera === null || a.camera !== b.camera) return false
  return !a.serial || !b.serial || a.serial === b.serial
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

function timeOf(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}Z`)
}
