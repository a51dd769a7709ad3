import { ApiError } from '@/lib/http/api-error'

const GIGABYTE = 1_000_000_000

/** A quota as it is typed: gigabytes, empty for no limit. */
export function gigabytesOf(bytes: number | null): string {
  return bytes === null ? '' : String(bytes / GIGABYTE)
}

/** @throws ApiError for what is no number, told at the field */
export function bytesOfGigabytes(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  const bytes = Math.round(Number(text) * GIGABYTE)
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes
  const message = 'write a number of gigabytes such as 50, or nothing for no limit'
  throw new ApiError({ status: 400, code: 'invalid', detail: message, errors: [{ path: 'quotaBytes', message }] })
}
