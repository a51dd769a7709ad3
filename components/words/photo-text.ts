import type { Photo } from '@/lib/photos/contract'
import { dayLabel } from './day-text'

/** The day a photo is listed under, `2023-08-10`: by the clock where it was taken, or guessed; empty without a date. */
export function dayOf(photo: Pick<Photo, 'takenAt'>): string {
  return photo.takenAt?.slice(0, 10) ?? ''
}

/** `Berlin, Germany`; the most exact name there is. */
export function placeLabel(place: Photo['place']): string | null {
  if (!place) return null
  const parts = [place.town ?? place.region, place.country].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}

/** The places of a day's photos in one line: `Berlin, Potsdam`, at most three. */
export function dayPlaces(photos: readonly Pick<Photo, 'place'>[]): string | null {
  const towns = new Set<string>()
  for (const { place } of photos) {
    const name = place?.town ?? place?.region ?? place?.country
    if (name) towns.add(name)
    if (towns.size > 3) break
  }
  const names = [...towns]
  if (names.length === 0) return null
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and more` : names.join(', ')
}

/** What a photo is called when its title is asked for. */
export function photoName(photo: Pick<Photo, 'title' | 'takenAt' | 'takenAtGuessed' | 'addedAt'>): string {
  if (photo.title) return photo.title
  if (photo.takenAt === null) return `Photo added ${dayLabel(photo.addedAt.slice(0, 10))}`
  return `Photo of ${photo.takenAtGuessed ? 'about ' : ''}${dayLabel(dayOf(photo))}`
}

/** Words for those who do not see the picture. */
export function photoAlt(photo: Photo): string {
  const said = photo.title || photo.description.slice(0, 200)
  if (said) return said
  const place = placeLabel(photo.place)
  return place ? `${photoName(photo)}, ${place}` : photoName(photo)
}
