import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { FileFields } from '@/db/schema/file-fields'
import type { DecodedPhoto } from '../decoded/decoded-photo'

type Colour = [number, number, number]
type Corner = 'tl' | 'tr' | 'bl' | 'br'

/** What is right for one file of the field; see the README beside `expected.json` for the letters. */
export interface Wanted {
  t?: string
  z?: true
  off?: string
  notOffset?: string[]
  lat?: number
  lon?: number
  wh?: [number, number]
  title?: string
  desc?: string | string[]
  descSome?: true
  textHas?: string
  tagsHave?: string[]
  tagsCount?: number | number[]
  tagsSome?: true
  rating?: number
  ratingNot?: number
  iso?: number
  aperture?: number
  quads?: string[]
  grey?: number[]
  px?: [across: number, down: number, name: string][]
  srgb?: Partial<Record<Corner, Colour>>
  notSrgb?: Partial<Record<Corner, Colour>>
  status?: 'ready'
  damaged?: boolean
  /** Read with the `.xmp` beside it. */
  sidecar?: true
  /** Through a source, not an upload. */
  source?: true
  note?: string
}

/** What Albumen made of a file, its sidecars counted in. */
export interface Made {
  photo: DecodedPhoto
  fields: FileFields
}

const FOLDER = ['../shared/cases/files', '/work/shared/cases/files']
/** What `expected.json` says otherwise than the README beside it and exiftool: the dates of these files are of 2013. */
const CORRECTED: Record<string, Wanted> = {
  '12-exif-date-forms/b02-fraction.jpg': { t: '2013-07-12T16:54:27' },
  '12-exif-date-forms/b06-iso-T.jpg': { t: '2013-07-12T16:54:27' },
  '12-exif-date-forms/b07-iso-T-offset.jpg': { t: '2013-07-12T16:54:27+02:00' },
}
const CORNERS: Record<Corner, [number, number]> = { tl: [0.2, 0.2], tr: [0.8, 0.2], bl: [0.2, 0.8], br: [0.8, 0.8] }
const NEAR = 14

/** The files of the field with what is right, or null (with a loud word) where they are not at hand. */
export function readFieldCases(): { folder: string; cases: Record<string, Wanted> } | null {
  const folder = FOLDER.map((path) => join(process.cwd(), path)).find((path) => existsSync(join(path, 'expected.json')))
  const found = folder ?? FOLDER.find((path) => existsSync(join(path, 'expected.json')))
  if (found) {
    const cases = JSON.parse(readFileSync(join(found, 'expected.json'), 'utf8'))
    return { folder: found, cases: { ...cases, ...CORRECTED } }
  }
  process.stderr.write('\nSKIPPED: the files of the field are not at ../shared/cases/files; their tests are not run.\n')
  return null
}

/** Names of all files that lie beside a case. */
export function besides(folder: string, path: string): string[] {
  return readdirSync(join(folder, dirname(path)))
}

/** Everything that is not as it should be, a sentence each; nothing where all is right. */
export async function wrongsOf(wanted: Wanted, { photo, fields }: Made): Promise<string[]> {
  const wrongs: string[] = []
  const is = (right: boolean, name: string, found: unknown) => {
    if (!right) wrongs.push(`${name}: ${JSON.stringify(found)}`)
  }
  checkTaken(wanted, fields, is)
  checkTexts(wanted, fields, is)
  const { camera, location } = fields
  if (wanted.lat !== undefined) is(close(location?.latitude, wanted.lat, 1e-5), 'latitude', location)
  if (wanted.lon !== undefined) is(close(location?.longitude, wanted.lon, 1e-5), 'longitude', location)
  if (wanted.iso !== undefined) is(camera.iso === wanted.iso, 'iso', camera.iso)
  if (wanted.aperture !== undefined) is(camera.aperture === wanted.aperture, 'aperture', camera.aperture)
  if (wanted.damaged !== undefined) is(photo.damaged === wanted.damaged, 'damaged', photo.damaged)
  if (wanted.wh) is(String([photo.width, photo.height]) === String(wanted.wh), 'size', [photo.width, photo.height])
  await checkColours(wanted, photo, is)
  return wrongs
}

type Is = (right: boolean, name: string, found: unknown) => void

function checkTaken(wanted: Wanted, { takenLocal, takenOffset }: FileFields, is: Is): void {
  const zone = zoneOf(takenOffset)
  const taken = takenLocal === null ? '' : `${takenLocal.replace(' ', 'T').replace(/\.\d+$/, '')}${zone}`
  if (wanted.t !== undefined) is(taken.startsWith(wanted.t), 'taken', taken)
  if (wanted.z) is(takenOffset === null, 'zone', zone)
  if (wanted.off !== undefined) is(zone === wanted.off, 'zone', zone)
  if (wanted.notOffset) is(!wanted.notOffset.includes(zone), 'zone', zone)
}

function zoneOf(minutes: number | null): string {
  if (minutes === null) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

function checkTexts(wanted: Wanted, { title, description, tags, rating }: FileFields, is: Is): void {
  if (wanted.title !== undefined) is(title === wanted.title, 'title', title)
  if (wanted.desc !== undefined) is([wanted.desc].flat().includes(description), 'description', description)
  if (wanted.descSome) is(description !== '', 'description', description)
  if (wanted.textHas !== undefined)
    is(
      [title, description, ...tags].some((text) => text.includes(wanted.textHas ?? '')),
      'texts',
      [title, tags],
    )
  // A hierarchy is kept as a path: its words stand in it.
  const words = tags.flatMap((tag) => [tag, ...tag.split('/')])
  if (wanted.tagsHave)
    is(
      wanted.tagsHave.every((tag) => words.includes(tag)),
      'tags',
      tags,
    )
  if (wanted.tagsSome) is(tags.length > 0, 'tags', tags)
  if (wanted.tagsCount !== undefined) is([wanted.tagsCount].flat().includes(tags.length), 'tags', tags)
  if (wanted.rating !== undefined) is(rating === wanted.rating, 'rating', rating)
  if (wanted.ratingNot !== undefined) is(rating !== wanted.ratingNot, 'rating', rating)
}

async function checkColours(wanted: Wanted, photo: DecodedPhoto, is: Is): Promise<void> {
  const { quads, grey, px, srgb, notSrgb } = wanted
  if (!quads && !grey && !px && !srgb && !notSrgb) return
  const { data, info } = await sharp(photo.preview.data)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = ([across, down]: [number, number]): Colour => {
    const start = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels
    const [red = 0, green = 0, blue = 0] = data.subarray(start, start + 3)
    return info.channels < 3 ? [red, red, red] : [red, green, blue]
  }
  const corners = Object.values(CORNERS).map(at)
  if (quads)
    is(
      corners.every((colour, index) => nameOf(colour) === quads[index]),
      'quarters',
      corners,
    )
  if (grey)
    is(
      corners.every((colour, index) => near(colour, same(grey[index] ?? 0))),
      'quarters',
      corners,
    )
  for (const [across, down, name] of px ?? []) is(isNamed(at([across, down]), name), 'pixel', at([across, down]))
  for (const [corner, colour] of Object.entries(srgb ?? {}))
    is(near(at(CORNERS[corner as Corner]), colour), corner, at(CORNERS[corner as Corner]))
  if (notSrgb) {
    const flat = Object.entries(notSrgb).every(([corner, colour]) => near(at(CORNERS[corner as Corner]), colour))
    is(!flat, 'flat colours', corners)
  }
}

function same(level: number): Colour {
  return [level, level, level]
}

function near(one: Colour, other: Colour): boolean {
  return one.every((value, index) => Math.abs(value - (other[index] ?? 0)) <= NEAR)
}

/** A cyan may be nearly blue. */
function isNamed([red, green, blue]: Colour, name: string): boolean {
  if (name === 'cyanish') return blue > red + 100 && blue >= green
  return nameOf([red, green, blue]) === name
}

function nameOf([red, green, blue]: Colour): string {
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < 40) return 'grey'
  if (red > green && red > blue) return 'red'
  return green > blue ? 'green' : 'blue'
}

function close(found: number | undefined, wanted: number, within: number): boolean {
  return found !== undefined && Math.abs(found - wanted) <= within
}
