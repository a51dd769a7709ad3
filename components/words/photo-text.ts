import type { Photo } from '@/lib/photos/contract'

/** Written out instead of Intl: browser and server carry different ICU versions, and their words must be the same. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** The day a photo is listed under, `2023-08-10`: by the clock where it was taken, or guessed; empty without a date. */
export function dayOf(photo: Pick<Photo, 'takenAt'>): string {
  return photo.takenAt?.slice(0, 10) ?? ''
}

function dayWords(day: string): { weekday: string; date: number; month: string; year: number } {
  const date = new Date(`${day}T00:00:00Z`)
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    date: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
  }
}

/** `Thu 10 Aug 2023` of `2023-08-10`; of no day `No date`. */
export function dayLabel(day: string): string {
  if (day === '') return 'No date'
  const { weekday, date, month, year } = dayWords(day)
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)} ${year}`
}

/** `Thursday 10 August 2023, 14:03`, with the zone where it is known. */
export function takenLabel(takenAt: string): string {
  const [day = '', rest = ''] = takenAt.split('T')
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(rest)?.[1]
  const suffix = zone === undefined ? '' : zone === 'Z' ? ' UTC' : ` UTC${zone.replace('-', '−')}`
  const { weekday, date, month, year } = dayWords(day)
  return `${weekday} ${date} ${month} ${year}, ${rest.slice(0, 5)}${suffix}`
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

/** `FUJIFILM X100V`; makers that repeat themselves in the model are said once. */
export function cameraLabel(camera: NonNullable<Photo['camera']>): string | null {
  const { make, model } = camera
  if (!model) return make
  return make && !model.toLowerCase().startsWith((make.split(' ')[0] ?? make).toLowerCase())
    ? `${make} ${model}`
    : model
}

/** `1/250 s`, `f/2.8`, `ISO 400`, `35 mm`: what is known of them. */
export function exposureLabels({ exposure, aperture, iso, focalLength }: NonNullable<Photo['camera']>): string[] {
  const labels: string[] = []
  if (exposure !== null && exposure > 0) labels.push(shutterLabel(exposure))
  if (aperture !== null && aperture > 0) labels.push(`f/${round(aperture)}`)
  if (iso !== null && iso > 0) labels.push(`ISO ${iso}`)
  if (focalLength !== null && focalLength > 0) labels.push(`${round(focalLength)} mm`)
  return labels
}

function shutterLabel(seconds: number): string {
  return seconds >= 0.3 ? `${round(seconds)} s` : `1/${Math.round(1 / seconds)} s`
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}
