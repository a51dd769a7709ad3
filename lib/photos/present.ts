import type { PhotoRow } from '@/db/schema/photos'
import { linkGivesOriginals, linkShowsPlace } from '../access/link-rights'
import { owns } from '../access/owners'
import type { Actor } from '../context/actor'
import { isRawType } from '../media/media-types'
import type { Photo } from './contract'
import { isDateGuessed } from './file-time'
import type { RenditionKind } from './keys'

/** The owner's fields a presentation needs; the row joined with its owner gives them. */
export interface PhotoOwner {
  username: string
  name: string
  showLocation: boolean
  allowOriginals: boolean
}

export type PresentableRow = Omit<PhotoRow, 'exif' | 'fileFields' | 'ownFields'> & {
  exif?: PhotoRow['exif']
  sourceName?: string | null
}

/**
 * A row as an actor may see it: the list of everything that leaves the server. A new column publishes nothing.
 * @param row must already have passed `visibleTo(actor)`
 */
export function presentPhoto(row: PresentableRow, owner: PhotoOwner, actor: Actor): Photo {
  const mine = actor.kind === 'system' || owns(actor, row.ownerId)
  const seeLocation = mine || (actor.kind === 'link' ? linkShowsPlace(actor, row.ownerId, owner) : owner.showLocation)
  // What satellites told of the time tells of the place.
  const offset = seeLocation || !row.zoneTellsPlace ? row.takenOffset : null
  const base: Photo = {
    id: row.id,
    // Its bytes came and were not what was announced; the right ones may still be put.
    status: row.status === 'uploading' && row.failure !== null ? 'failed' : row.status,
    failure: row.failure,
    damaged: row.damaged,
    owner: { username: owner.username, name: owner.name },
    visibility: row.visibility,
    title: row.title,
    description: row.description,
    tags: row.tags,
    favourite: row.favourite,
    archived: row.archived,
    rating: row.rating,
    mediaType: row.mediaType,
    bytes: row.bytes,
    ...presentSize(row),
    rotation: degrees(row.turn),
    sphere: row.sphere,
    takenAt: isDateGuessed(row) ? presentGuess(row.fileModifiedAt) : presentTaken(row.takenLocal, offset),
    takenAtGuessed: isDateGuessed(row),
    addedAt: row.addedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    camera: presentCamera(row),
    location: seeLocation ? presentLocation(row) : null,
    place: seeLocation ? presentPlace(row) : null,
    placeholder: row.placeholder,
    renditions: presentRenditions(row, actor),
    permissions: {
      edit: mine,
      delete: mine,
      seeLocation,
      downloadOriginal: mine || givesOriginalTo(actor, row, owner),
    },
  }
  if (!mine) return base
  return {
    ...base,
    filename: row.filename,
    edited: row.edited,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    source:
      row.sourceId === null || row.sourceKey === null
        ? null
        : { id: row.sourceId, name: row.sourceName ?? '', key: row.sourceKey },
    missingAt: row.missingAt?.toISOString() ?? null,
    copyOf: row.copyOf,
    sha256: row.sha256,
    hash: row.hash,
    ...(row.exif === undefined ? {} : { exif: row.exif ?? {}, hdr: presentHdr(row.exif) }),
    albums: [],
  }
}

/** What the decoder has put among the tags of a file that holds more light than white. */
function presentHdr(exif: PhotoRow['exif']): Photo['hdr'] {
  const picture = exif?.picture
  const hdr = typeof picture === 'object' && picture !== null && 'hdr' in picture ? picture.hdr : null
  return hdr === 'gain map' || hdr === 'PQ' || hdr === 'HLG' ? hdr : null
}

/** RFC 3339 with the offset where it is known, local time without one where it is not. */
function presentTaken(local: string | null, offset: number | null): string | null {
  if (local === null) return null
  const time = local.replace(' ', 'T').replace(/\.(\d*?)0*$/, (_, digits: string) => (digits ? `.${digits}` : ''))
  if (offset === null) return time
  if (offset === 0) return `${time}Z`
  const minutes = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The time of a file is an instant: in UTC. */
function presentGuess(time: Date | null): string | null {
  return time?.toISOString().replace('.000Z', 'Z') ?? null
}

function presentCamera(row: PresentableRow): Photo['camera'] {
  const camera = {
    make: row.cameraMake,
    model: row.cameraModel,
    lens: row.lens,
    iso: row.iso,
    aperture: row.aperture,
    exposure: row.exposure,
    focalLength: row.focalLength,
  }
  return Object.values(camera).every((value) => value === null) ? null : camera
}

function presentLocation(row: PresentableRow): Photo['location'] {
  if (row.latitude === null || row.longitude === null) return null
  return { latitude: row.latitude, longitude: row.longitude, altitude: row.altitude }
}

function presentPlace(row: PresentableRow): Photo['place'] {
  if (row.countryCode === null && row.town === null && row.country === null) return null
  return { town: row.town, region: row.region, country: row.country, countryCode: row.countryCode }
}

function presentRenditions(row: PresentableRow, actor: Actor): Photo['renditions'] {
  if (row.status !== 'ready' || !row.thumbWidth || !row.thumbHeight || !row.previewWidth || !row.previewHeight)
    return null
  return {
    thumb: { url: renditionUrl(row, 'thumb', actor), width: row.thumbWidth, height: row.thumbHeight },
    preview: { url: renditionUrl(row, 'preview', actor), width: row.previewWidth, height: row.previewHeight },
    rotation: degrees(row.drawnTurn),
  }
}

/** As it is wanted: what is drawn may still lie on its side. */
function presentSize({ width, height, turn, drawnTurn }: PresentableRow): Pick<Photo, 'width' | 'height'> {
  return (turn - drawnTurn) % 2 === 0 ? { width, height } : { width: height, height: width }
}

function degrees(quarters: number): Photo['rotation'] {
  return (quarters * 90) as Photo['rotation']
}

/** Whether somebody who does not own a photo gets its original without metadata. A raw file cannot be stripped. */
export function givesOriginalTo(
  actor: Actor,
  photo: Pick<PhotoRow, 'ownerId' | 'mediaType'>,
  owner: PhotoOwner,
): boolean {
  if (isRawType(photo.mediaType)) return false
  return actor.kind === 'link' ? linkGivesOriginals(actor, photo.ownerId, owner) : owner.allowOriginals
}

/** The address of a rendition, below the link for its visitor; it changes when the photo's file is replaced and when it is turned. */
export function renditionUrl(row: Pick<PhotoRow, 'id' | 'revision'>, kind: RenditionKind, actor?: Actor): string {
  const base = actor?.kind === 'link' ? `/api/v1/links/${actor.token}` : '/api/v1'
  return `${base}/photos/${row.id}/renditions/${kind}?v=${row.revision}`
}
