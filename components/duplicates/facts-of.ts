import type { DuplicateGroup } from '@/lib/duplicates/contract'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { formatOf } from '@/lib/media/media-types'
import type { Photo } from '@/lib/photos/contract'
import { cameraLabel } from '../words/camera-text'
import { takenLabel } from '../words/date-text'
import { dayLabel } from '../words/day-text'
import { placeLabel } from '../words/photo-text'

type Field = DuplicateGroup['differences'][number]

/** One line about a photo of a group. */
export interface Fact {
  field: Field
  name: string
  text: string
  /** The others say something else. */
  differs: boolean
}

const FIELDS: { field: Field; name: string; text: (photo: Photo, differs: boolean) => string }[] = [
  { field: 'pixels', name: 'Pixels', text: pixelsText },
  { field: 'size', name: 'Size', text: ({ bytes }) => formatBytes(bytes) },
  { field: 'format', name: 'Format', text: ({ mediaType }) => formatOf(mediaType)?.name ?? mediaType },
  { field: 'date', name: 'Taken', text: dateText },
  { field: 'camera', name: 'Camera', text: ({ camera }) => (camera && cameraLabel(camera)) || 'Not known' },
  { field: 'place', name: 'Place', text: placeText },
  { field: 'albums', name: 'Albums', text: ({ albums }) => albums?.map(albumName).join(', ') || 'None' },
  { field: 'source', name: 'File', text: whereText },
]

/** What is told of a photo beside the others of its group, what differs marked. */
export function factsOf(photo: Photo, differences: DuplicateGroup['differences']): Fact[] {
  return FIELDS.map(({ field, name, text }) => {
    const differs = differences.includes(field)
    return { field, name, text: text(photo, differs), differs }
  })
}

/** In what a group's photos read differently: guessed times that are seconds apart are the same words. */
export function readDifferences({ photos, differences }: Pick<DuplicateGroup, 'photos' | 'differences'>): Field[] {
  const readings = FIELDS.filter(({ text }) => new Set(photos.map((photo) => text(photo, true))).size > 1)
  return readings.map(({ field }) => field).filter((field) => differences.includes(field))
}

function pixelsText({ width, height }: Photo): string {
  if (!width || !height) return 'Not known'
  const mega = (width * height) / 1_000_000
  return `${width} × ${height}${mega >= 1 ? ` (${mega >= 10 ? formatNumber(Math.round(mega)) : mega.toFixed(1)} MP)` : ''}`
}

/** Shots in a row differ in seconds. */
function dateText({ takenAt, takenAtGuessed }: Photo, differs: boolean): string {
  if (takenAt === null) return 'Not known'
  return takenAtGuessed ? `About ${dayLabel(takenAt.slice(0, 10))}, from the file’s time` : exactly(takenAt, differs)
}

function exactly(takenAt: string, withSeconds: boolean): string {
  const label = takenLabel(takenAt)
  return withSeconds ? label.replace(takenAt.slice(11, 16), takenAt.slice(11, 19)) : label
}

function placeText({ place, location }: Photo): string {
  const name = placeLabel(place)
  if (name) return name
  return location ? `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}` : 'Not known'
}

function albumName({ title }: { title: string }): string {
  return title || 'Album without a title'
}

function whereText({ source, filename }: Photo): string {
  return source ? `${source.name}: ${source.key}` : `Upload${filename ? `: ${filename}` : ''}`
}
