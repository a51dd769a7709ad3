import { readSidecar } from '@/lib/imaging/metadata/sidecar'
import type { Details } from './details'

/** What an XMP sidecar says of its picture. */
export function sidecarDetails(bytes: Uint8Array): Details {
  const { takenLocal, takenOffset, title, description, tags, rating, location, place } = readSidecar(bytes)
  return {
    ...(title === undefined ? {} : { title: title.slice(0, 300) }),
    ...(description === undefined ? {} : { description: description.slice(0, 10_000) }),
    ...(tags === undefined ? {} : { tags: tags.slice(0, 500).map((tag) => tag.slice(0, 200)) }),
    ...(rating === undefined || rating === null ? {} : { rating }),
    ...(takenLocal ? { takenAt: takenLocal.replace(' ', 'T').replace(/\.0+$/, '') + zoneOf(takenOffset ?? null) } : {}),
    ...(location ? { location } : {}),
    ...(place ? { place } : {}),
  }
}

function zoneOf(offset: number | null): string {
  if (offset === null) return ''
  if (offset === 0) return 'Z'
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
}
