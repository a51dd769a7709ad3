import type { Role } from '../../context/actor'
import { env } from '../../env'
import { AppError } from '../../errors/app-error'
import { faultOfAddress } from '../../storage/readers/address-rule'

/** The directories at and below which folders may be sources (SOURCE_ROOTS). */
export function sourceRoots(): string[] {
  return (env().SOURCE_ROOTS ?? '').split(':').filter((root) => root !== '')
}

/**
 * Judges an endpoint as far as it can be without a look-up.
 * @param endpoint an http(s) address
 * @throws AppError invalid, as a sentence on the field
 */
export function assertEndpoint(endpoint: string, allowPrivate: boolean, field = 'endpoint'): void {
  const fault = faultOfAddress(endpoint, allowPrivate)
  if (fault) throw invalid(field, FAULTS[fault])
}

const FAULTS = {
  private:
    'This is a private address. Only administrators connect servers at such addresses, unless SOURCE_PRIVATE_ENDPOINTS says otherwise.',
  closed: 'A source cannot lie at this address. Use the name of the S3 server.',
  malformed: 'This is no address. Write one such as https://s3.example.org.',
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
