import type { CameraFields } from '@/db/schema/file-fields'
import { cleanLine } from '../formats/text'
import type { TiffDirectory } from '../formats/tiff-directory'
import { fraction } from './coordinate'
import { asciiOf, type Sources } from './sources'

const NAME_LENGTH = 200
const MOST_ISO = 10_000_000
/** The most that EXIF's own field can say: what is above stands elsewhere. */
const ISO_FULL = 65_535
/** Recommended exposure index, ISO speed, standard output sensitivity (EXIF 2.32, 4.6.5). */
const SENSITIVITIES = [0x8832, 0x8833, 0x8831]
const XMP_SENSITIVITIES = ['RecommendedExposureIndex', 'ISOSpeed', 'StandardOutputSensitivity']
const LENS_SPECIFICATION = 0xa432
const DNG_LENS_INFO = 0xc630
/** What cameras write where they know nothing. */
const NO_NAME = /^[-\s]*$|^\(?(unknown|undefined|null|n\/a)\)?$|^0(\.0)?\s?mm f\/0/i

/** The camera, its lens and how it was set. */
export function cameraOf(sources: Sources): CameraFields {
  const { exif } = sources
  return {
    make: nameOf(sources, exif.main, 0x10f, 'tiff:Make'),
    model: nameOf(sources, exif.main, 0x110, 'tiff:Model'),
    lens:
      nameOf(
        sources,
        exif.exif,
        0xa434,
        'aux:Lens',
        'exifEX:LensModel',
        'exif:LensModel',
        'MicrosoftPhoto:LensModel',
      ) ?? lensByNumbers(sources),
    iso: isoOf(sources),
    aperture: numberOf(sources, 0x829d, 'exif:FNumber', 1000) ?? apexAperture(sources),
    exposure: numberOf(sources, 0x829a, 'exif:ExposureTime', 1_000_000) ?? apexExposure(sources),
    focalLength: numberOf(sources, 0x920a, 'exif:FocalLength', 100_000),
  }
}

function nameOf({ xmp }: Sources, tags: TiffDirectory, id: number, ...properties: string[]): string | null {
  const values = [asciiOf(tags, id), ...properties.map((property) => xmp.get(property)?.[0])]
  return values.map((value) => cleanLine(value ?? '', NAME_LENGTH)).find((value) => !NO_NAME.test(value)) ?? null
}

function numberOf({ exif, xmp }: Sources, id: number, property: string, max: number): number | null {
  const values = [...(exif.exif.get(id)?.numbers ?? []), fraction(xmp.get(property)?.[0])]
  return values.find((value) => value !== undefined && value > 0 && value <= max) ?? null
}

/** The first speed that is one: some write a nought before it, and above 65,534 it stands in another field. */
function isoOf({ exif, xmp }: Sources): number | null {
  const own = [
    ...(exif.exif.get(0x8827)?.numbers ?? []),
    fraction(asciiOf(exif.exif, 0x8827)),
    ...(xmp.get('exifEX:PhotographicSensitivity') ?? []).map(fraction),
    ...(xmp.get('exif:ISOSpeedRatings') ?? []).map(fraction),
  ].find(isIso)
  if (own !== undefined && own < ISO_FULL) return Math.round(own)
  const other = [
    ...SENSITIVITIES.map((id) => exif.exif.get(id)?.numbers[0]),
    ...XMP_SENSITIVITIES.map((name) => fraction(xmp.get(`exifEX:${name}`)?.[0])),
  ].find(isIso)
  const found = own === undefined ? other : Math.max(own, other ?? 0)
  return found === undefined ? null : Math.round(found)
}

function isIso(value: number | undefined): value is number {
  return value !== undefined && value > 0 && value <= MOST_ISO
}

/** APEX counts in doublings (EXIF 2.32, annex C): f-numbers by halves. */
function apexAperture(sources: Sources): number | null {
  const value = apexOf(sources, 0x9202, 'exif:ApertureValue')
  return value === null ? null : Math.round(2 ** (value / 2) * 10) / 10
}

function apexExposure(sources: Sources): number | null {
  const value = apexOf(sources, 0x9201, 'exif:ShutterSpeedValue')
  return value === null ? null : 2 ** -value
}

/** Nought is a value (f/1, one second); what no camera can be set to is none. */
function apexOf({ exif, xmp }: Sources, id: number, property: string): number | null {
  const values = [exif.exif.get(id)?.numbers[0], fraction(xmp.get(property)?.[0])]
  return values.find((value) => value !== undefined && Number.isFinite(value) && Math.abs(value) <= 20) ?? null
}

/** A lens without a name by its numbers, as `24-70mm f/2.8-4`: shortest and longest focal length, the least f-number at each. */
function lensByNumbers({ exif, xmp }: Sources): string | null {
  const written = xmp.get('exifEX:LensSpecification') ?? (xmp.get('aux:LensInfo')?.[0] ?? '').split(/\s+/)
  const numbers = [
    exif.exif.get(LENS_SPECIFICATION)?.numbers,
    exif.main.get(DNG_LENS_INFO)?.numbers,
    written.map((value) => fraction(value) ?? Number.NaN),
  ].find((found) => found?.length === 4 && found.slice(0, 2).every((value) => value > 0 && value < 10_000))
  if (!numbers) return null
  const [short, long, ...f] = numbers.map((value) => Math.round(value * 10) / 10)
  const known = f.filter((value) => value > 0)
  const range = (values: (number | undefined)[]) => [...new Set(values)].join('-')
  return `${range([short, long])}mm${known.length > 0 ? ` f/${range(known)}` : ''}`
}
