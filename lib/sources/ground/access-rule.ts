import { isIP } from 'node:net'
import type { Role } from '../../context/actor'
import { env } from '../../env'
import { AppError } from '../../errors/app-error'
import { classOfAddress, isAllowed } from '../../storage/readers/source-lookup'

/** The access keys' own key. @throws Error when AUTH_SECRET is missing: `npm start` makes and keeps one */
export function sealingSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set; start Albumen with `npm start`')
  return secret
}

/** The directories at and below which folders may be sources (SOURCE_ROOTS). */
export function sourceRoots(): string[] {
  return (env().SOURCE_ROOTS ?? '').split(':').filter((root) => root !== '')
}

/** Names that mean this machine everywhere; all others are looked up when a connection is made, and judged then. */
const LOCAL_NAME = /(^|\.)localhost\.?$/i

/**
 * Judges an endpoint as far as it can be without a look-up.
 * @param endpoint an http(s) address
 * @throws AppError invalid, as a sentence on the field
 */
export function assertEndpoint(endpoint: string, allowPrivate: boolean, field = 'endpoint'): void {
  const host = hostOf(endpoint, field)
  const address = isIP(host) ? host : LOCAL_NAME.test(host) ? '127.0.0.1' : null
  if (address === null || isAllowed(address, allowPrivate)) return
  const message =
    classOfAddress(address) === 'private'
      ? 'This is a private address. Only administrators connect servers at such addresses, unless SOURCE_PRIVATE_ENDPOINTS says otherwise.'
      : 'A source cannot lie at this address. Use the name of the S3 server.'
  throw invalid(field, message)
}

function hostOf(endpoint: string, field: string): string {
  try {
    return new URL(endpoint).hostname.replace(/^\[|\]$/g, '')
  } catch {
    throw invalid(field, 'This is no address. Write one such as https://s3.example.org.')
  }
}

/**
 * Whether somebody with this role may connect a folder. Judged by its path alone, so that nobody learns what else lies on the server; where
 * links lead is judged when it is read.
 * @throws AppError forbidden, invalid
 */
export function assertFolder(path: string, role: Role): void {
  if (env().SOURCE_ROOTS_FOR === 'admins' && role !== 'admin') {
    throw new AppError('forbidden', 'Folders of the server can be connected by administrators only.')
  }
  const roots = sourceRoots()
  if (roots.length === 0) {
    throw invalid('path', 'No folder of the server is allowed yet. The administrator names them in SOURCE_ROOTS.')
  }
  const inside = roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`))
  if (!inside) throw invalid('path', 'This folder is not below one that the administrator allows in SOURCE_ROOTS.')
}

/** A problem with one field, as the parser of requests says it. */
export function invalid(path: string, message: string): AppError {
  return new AppError('invalid', `${path}: ${message}`, { errors: [{ path, message }] })
}
