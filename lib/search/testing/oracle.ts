import type { UserActor } from '../../context/actor'
import type { Photo } from '../../photos/contract'
import { dateSpan } from '../language/dates'
import type { Filter, Term } from '../language/terms'
import { parseBox, parseNear, parseRange } from '../language/values'
import { type ConditionKey, NUMBER_STYLES, type RangeKey, REJECTED } from '../language/vocabulary'

/**
 * The meaning of a filter, written a second time and without SQL: what an actor's filter finds is what matches in the photos as
 * they are presented to that actor.
 */
export function matches(filter: Filter, photo: Photo, actor: UserActor | null): boolean {
  const mentions = (key: string) => JSON.stringify(filter.terms).includes(`"is":"${key}"`)
  if (!mentions('trash') && photo.deletedAt) return false
  if (!mentions('status') && photo.status === 'uploading') return false
  if (!mentions('archived') && photo.archived && !isAboutContainer(filter.terms)) return false
  return filter.terms.every((term) => holds(term, photo, actor))
}

/** All of its photos are in an album, a source or a folder. */
function isAboutContainer(terms: Term[]): boolean {
  return terms.some((term) =>
    'is' in term ? ['album', 'source', 'folder'].includes(term.is) : 'all' in term && isAboutContainer(term.all),
  )
}

function holds(term: Term, photo: Photo, actor: UserActor | null): boolean {
  if ('not' in term) return !holds(term.not, photo, actor)
  if ('any' in term) return term.any.some((part) => holds(part, photo, actor))
  if ('all' in term) return term.all.every((part) => holds(part, photo, actor))
  if ('word' in term) return found(term.word, term.exact, photo)
  return condition(term.is, term.value, photo, actor)
}

/** Enough folding for the worlds of the tests. */
export function fold(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/’/g, "'")
}

const tokens = (text: string) =>
  fold(text)
    .split(/[\s\p{P}$+<=>^`|~]+/u)
    .filter(Boolean)
/** Without the hyphens, apostrophes and dots inside of words; not between numbers. */
const joined = (text: string) => fold(text).replace(/(?<=\p{L})[-'.&](?=[\p{L}\p{N}])|(?<=\d)[-'](?=\p{L})/gu, '')
/** The words that there are only when parts are joined. */
const joinedTokens = (text: string) => {
  const chunks = fold(text)
    .split(/\s+/)
    .filter((chunk) => joined(chunk) !== chunk)
  return chunks.flatMap((chunk) => tokens(joined(chunk)).filter((word) => !tokens(chunk).includes(word)))
}
const cjk = (word: string) => /^[\u2e80-\uffff]/.test(word)

function found(word: string, exact: boolean, photo: Photo): boolean {
  if (!/\s/.test(word) && joined(word) !== fold(word) && foundAs(joined(word), exact, photo)) return true
  return foundAs(word, exact, photo)
}

function foundAs(word: string, exact: boolean, photo: Photo): boolean {
  const { camera, place } = photo
  const parts = [
    photo.title,
    photo.tags.join(' '),
    [camera?.make, camera?.model, camera?.lens].join(' '),
    photo.description,
  ]
  parts.push([place?.town, place?.region, place?.country].join(' '), photo.filename ?? '')
  const wanted = tokens(word)
  return parts.some((part) => {
    const given = tokens(part)
    const [only, more] = wanted
    if (only && !more && joinedTokens(part).some((one) => (exact ? one === only : one.startsWith(only)))) return true
    return given.some((_, start) =>
      wanted.every((want, index) =>
        fits(given[start + index], want, exact ? cjk(want) : cjk(want) || index === wanted.length - 1),
      ),
    )
  })
}

function fits(given: string | undefined, want: string, open: boolean): boolean {
  if (given === undefined) return false
  if (!open) return given === want
  if (given.startsWith(want)) return true
  const at = given.indexOf(want, 1)
  const shortest = /[\u2e80-\uffff]/.test(given) ? 1 : 4
  return at > 0 && given.length - at >= shortest && !/\d\d/.test(given.slice(at - 1, at + 1))
}

function condition(key: ConditionKey, value: string, photo: Photo, actor: UserActor | null): boolean {
  const text = (field: string | null | undefined) => field != null && fold(field) === fold(value)
  const name = (field: string | null | undefined) => text(field) || (field != null && joined(field) === joined(value))
  const part = (field: string) =>
    field !== '' && (fold(field).includes(fold(value)) || joined(field).includes(joined(value)))
  switch (key) {
    case 'owner':
      return value === 'me' ? photo.owner.username === actor?.username : photo.owner.username === value
    case 'visibility':
    case 'status':
      return photo[key] === value
    case 'town':
    case 'region':
      return name(photo.place?.[key])
    case 'country':
      return name(photo.place?.country) || (photo.place?.countryCode != null && photo.place.countryCode === value)
    case 'camera':
      return part(cameraName(photo.camera?.make ?? '', photo.camera?.model ?? ''))
    case 'lens':
      return part(photo.camera?.lens ?? '')
    case 'tag':
      return photo.tags.flatMap(partsOf).some((part) => fold(part) === fold(value))
    case 'favourite':
      return String(photo.favourite) === value
    case 'archived':
      return String(photo.archived) === value
    case 'type':
      return photo.mediaType === `image/${value}`
    case 'trash':
      return (photo.deletedAt != null) === (value === 'true')
    case 'hasLocation':
      return (photo.location !== null) === (value === 'true')
    case 'hasDate':
      return (photo.takenAt !== null) === (value === 'true')
    case 'guessed':
      return photo.takenAtGuessed === (value === 'true')
    case 'near':
    case 'bbox':
      return photo.location !== null && located(key, value, photo.location)
    case 'after':
    case 'before':
      return dated(key, value, photo)
    case 'album':
    case 'source':
    case 'folder':
    case 'similar':
      return false
    default:
      return ranged(key, value, photo)
  }
}

/** A tag and every part of its path. */
function partsOf(tag: string): string[] {
  const parts = tag.split('/')
  return parts.flatMap((_, first) =>
    parts.slice(first).map((_, more) => parts.slice(first, first + more + 1).join('/')),
  )
}

function cameraName(make: string, model: string): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
}

function located(
  key: 'near' | 'bbox',
  value: string,
  { latitude, longitude }: { latitude: number; longitude: number },
): boolean {
  if (key === 'bbox') {
    const { west, south, east, north } = parseBox(value)
    const across = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
    return latitude >= south && latitude <= north && across
  }
  const near = parseNear(value)
  const rad = Math.PI / 180
  const cosine =
    Math.sin(latitude * rad) * Math.sin(near.latitude * rad) +
    Math.cos(latitude * rad) * Math.cos(near.latitude * rad) * Math.cos((longitude - near.longitude) * rad)
  return Math.acos(Math.min(1, Math.max(-1, cosine))) * 6371.0088 <= near.km
}

function dated(key: 'after' | 'before', value: string, photo: Photo): boolean {
  if (photo.takenAt === null) return false
  const [, clock = '', zone] = /^(.*?)(Z|[+-]\d\d:\d\d)?$/.exec(photo.takenAt) ?? []
  const wall = new Date(`${clock}Z`).getTime()
  const span = dateSpan(value)
  const minutes = (text: string) =>
    text === 'Z' ? 0 : (text[0] === '-' ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(4)))
  const shift = span.offset === null || !zone ? 0 : (span.offset - minutes(zone)) * 60_000
  return key === 'after' ? wall + shift >= span.from : wall + shift < span.until
}

function ranged(key: RangeKey, value: string, photo: Photo): boolean {
  const { camera } = photo
  const fields = {
    ...photo,
    iso: camera?.iso,
    aperture: camera?.aperture,
    focal: camera?.focalLength,
    exposure: camera?.exposure,
  }
  const given = fields[key]
  if (key === 'rating' && value === REJECTED) return given === -1
  if (given == null || given < 0) return false
  const { min, max } = parseRange(value, NUMBER_STYLES[key])
  const slack = NUMBER_STYLES[key].whole ? 0 : 0.005
  return (min === null || given >= min * (1 - slack)) && (max === null || given <= max * (1 + slack))
}
