import { ValueProblem } from './value-problem'

/** Numbers from `min` to `max`, both included; null where open. */
export interface NumberRange {
  min: number | null
  max: number | null
}

/** How the numbers of one parameter are written. */
export interface NumberStyle {
  whole: boolean
  max: number
  example: string
  /** What may stand around the number, e.g. f/2.8, 50mm, 2MB, 1/250. */
  read?: (text: string) => number | null
}

const PLAIN = /^\d{1,15}(?:\.\d{1,20})?$/

/** `a`, `a-b`, `a-` or `-b`. @throws ValueProblem naming what would be right */
export function parseRange(text: string, style: NumberStyle): NumberRange {
  const [low, high, more] = text.split('-').map((part) => part.trim())
  if (low === undefined || more !== undefined || (low === '' && (high ?? '') === '')) throw rangeProblem(text, style)
  const min = low === '' ? null : number(low, style)
  const max = high === undefined ? min : high === '' ? null : number(high, style)
  if (min !== null && max !== null && min > max) {
    const turned = `${printNumber(max)}-${printNumber(min)}`
    throw new ValueProblem(`the range ${text} is the wrong way round; write ${turned}`, turned)
  }
  return { min, max }
}

/** The canonical text of a range. */
export function printRange({ min, max }: NumberRange): string {
  if (min !== null && min === max) return printNumber(min)
  return `${min === null ? '' : printNumber(min)}-${max === null ? '' : printNumber(max)}`
}

function number(text: string, style: NumberStyle): number {
  const read = PLAIN.test(text) ? Number(text) : (style.read?.(text) ?? null)
  if (read === null || !Number.isFinite(read)) throw rangeProblem(text, style)
  const value = Number(read.toFixed(9))
  if (style.whole && !Number.isInteger(value)) throw new ValueProblem(`${text} is not a whole number; ${style.example}`)
  if (value > style.max) throw new ValueProblem(`${text} is too large; at most ${style.max}`)
  return value
}

function printNumber(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '')
}

function rangeProblem(text: string, style: NumberStyle): ValueProblem {
  return new ValueProblem(`"${text.slice(0, 40)}" is not a number or a range; ${style.example}`)
}

/** `1/250` or `1/250s` or `2s`, in seconds. */
export function readExposure(text: string): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,6})?)(?:\/(\d{1,6}(?:\.\d{1,6})?))?s?$/i.exec(text)
  if (!match) return null
  return match[2] === undefined ? Number(match[1]) : Number(match[1]) / Number(match[2])
}

/** `f/2.8` or `f2.8`. */
export function readAperture(text: string): number | null {
  const match = /^f\/?(\d{1,4}(?:\.\d{1,4})?)$/i.exec(text)
  return match ? Number(match[1]) : null
}

/** `50mm`. */
export function readFocal(text: string): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,4})?) ?mm$/i.exec(text)
  return match ? Number(match[1]) : null
}

/** `500kB`, `2.5MB`, `1GB` in powers of ten, as the screens show sizes. */
export function readBytes(text: string): number | null {
  const match = /^(\d{1,12}(?:\.\d{1,6})?) ?([kmgt])b?$/i.exec(text)
  const power = 'kmgt'.indexOf((match?.[2] ?? '').toLowerCase()) + 1
  return match ? Math.round(Number(match[1]) * 1000 ** power) : null
}

export interface Near {
  latitude: number
  longitude: number
  /** Kilometres around it. */
  km: number
}

/** @throws ValueProblem */
export function parseNear(text: string): Near {
  const [latitude, longitude, km] = coordinates(text, 3, 'near is latitude,longitude,kilometres such as 52.5,13.4,5')
  checkLatitude(latitude)
  checkLongitude(longitude)
  if (km <= 0 || km > 20_038) throw new ValueProblem(`the distance ${km} km is not between 0 and 20038`)
  return { latitude, longitude, km }
}

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** West may be greater than east: such a box crosses the antimeridian. @throws ValueProblem */
export function parseBox(text: string): Box {
  const hint = 'bbox is west,south,east,north such as 13.0,52.3,13.8,52.7'
  const [west, south, east, north] = coordinates(text, 4, hint)
  checkLongitude(west)
  checkLongitude(east)
  checkLatitude(south)
  checkLatitude(north)
  if (south > north) throw new ValueProblem(`the south edge ${south} lies north of the north edge ${north}; ${hint}`)
  return { west, south, east, north }
}

type Numbers = [number, number, number, number]

function coordinates(text: string, count: number, hint: string): Numbers {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length !== count || !parts.every((part) => /^[+-]?\d{1,6}(?:\.\d{1,20})?$/.test(part))) {
    throw new ValueProblem(`"${text.slice(0, 60)}" is not understood; ${hint}`)
  }
  return parts.map((part) => Number(Number(part).toFixed(7)) + 0) as Numbers
}

/** The canonical text of coordinates. */
export function printCoordinates(numbers: number[]): string {
  return numbers
    .map(
      (value) =>
        (value < 0 ? '-' : '') +
        Math.abs(value)
          .toFixed(7)
          .replace(/\.?0+$/, ''),
    )
    .join(',')
}

function checkLatitude(value: number): void {
  if (Math.abs(value) > 90) throw new ValueProblem(`the latitude ${value} is not between -90 and 90`)
}

function checkLongitude(value: number): void {
  if (Math.abs(value) > 180) throw new ValueProblem(`the longitude ${value} is not between -180 and 180`)
}

/** Text of a person: trimmed, composed, without control characters. @throws ValueProblem */
export function cleanText(text: string, max: number): string {
  const clean = text.normalize('NFC').trim()
  if (clean === '') throw new ValueProblem('is empty; leave it out or give it a value')
  if (clean.length > max) throw new ValueProblem(`is too long; at most ${max} characters`)
  if (/[\p{Cc}\p{Cs}]/u.test(clean)) throw new ValueProblem('holds control characters; write plain text')
  return clean
}

/**
 * The beginning of a key as it stands in a bucket: spaces at its ends and every form of a letter belong to it.
 * @throws ValueProblem when it is empty, too long, or what no key can hold
 */
export function literalKey(text: string): string {
  if (text === '') throw new ValueProblem('is empty; leave it out or give it a value')
  if (text.length > 1024) throw new ValueProblem('is too long; at most 1024 characters')
  if (/[\0\p{Cs}]/u.test(text)) throw new ValueProblem('holds what no key can hold')
  return text
}
