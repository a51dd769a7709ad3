import { ApiError } from '@/lib/http/api-error'

const GIGABYTE = 1_000_000_000
const MEGABYTE = 1_000_000

/** A quota as it is typed: gigabytes, empty for no limit. */
export function gigabytesOf(bytes: number | null): string {
  return bytes === null ? '' : String(bytes / GIGABYTE)
}

/** @throws ApiError for what is no number, told at the field */
export function bytesOfGigabytes(typed: string): number | null {
  return numberOf(typed, GIGABYTE, 'quotaBytes', 'write a number of gigabytes such as 50, or nothing for no limit')
}

/** The size of a file as it is typed: megabytes. */
export function megabytesOf(bytes: number): string {
  return String(bytes / MEGABYTE)
}

/** @returns null for the usual @throws ApiError for what is no number, told at the field */
export function bytesOfMegabytes(typed: string): number | null {
  return numberOf(
    typed,
    MEGABYTE,
    'maxUploadBytes',
    'write a number of megabytes such as 200, or nothing for the usual',
  )
}

/** @returns null for the usual @throws ApiError for what is no number, told at the field */
export function objectsOf(typed: string, path: string): number | null {
  return numberOf(
    typed.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''),
    1,
    path,
    'write a number such as 500000, or nothing for the usual',
  )
}

function numberOf(typed: string, unit: number, path: string, message: string): number | null {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  const value = Math.round(Number(text) * unit)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new ApiError({ status: 400, code: 'invalid', detail: message, errors: [{ path, message }] })
}
