import { env } from '../env'
import { AppError } from '../errors/app-error'
import { ownAddress } from './own-host'

/**
 * A write with a cookie must come from our own pages: its Origin (or, lacking one, Sec-Fetch-Site) says so.
 * @throws AppError forbidden
 */
export function assertSameOrigin(request: Request): void {
  const { headers } = request
  if (headers.get('origin') === null && headers.get('sec-fetch-site') === null) throw crossSite()
  assertNotForeign(request)
}

/**
 * A write by nobody: programs name no origin, but what a browser sends must come from our own pages, or a page of another site could
 * claim a library that has no account yet.
 * @throws AppError forbidden
 */
export function assertNotForeign(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw crossSite()
  const origin = request.headers.get('origin')
  if (origin === null) return
  const configured = env().APP_URL
  if (configured !== undefined && origin === configured) return
  // Of the configured host only the configured scheme is ours.
  const isOther = configured !== undefined && hostOf(origin) === hostOf(configured)
  if (isOther || hostOf(origin) !== request.headers.get('host')) throw crossSite()
}

/** Where the page that sent a write comes from, as a browser says it; else the configured address, or the one that was asked. */
export function requestOrigin(request: Request): string {
  const { headers, url } = request
  return headers.get('origin') ?? env().APP_URL ?? (ownAddress(headers.get('host')) ?? new URL(url)).origin
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function crossSite(): AppError {
  return new AppError(
    'forbidden',
    'This change must come from Albumen itself: the Origin header names another site, or none.',
  )
}
