import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '../../env'
import { AppError } from '../../errors/app-error'

/**
 * Whether a request carries EVENTS_SECRET: as a bearer, as the password of Basic (SNS and Ceph, which take it from `https://user:password@host`),
 * or bare in Authorization (older MinIO). Compared in constant time.
 * @throws AppError unauthenticated when it does not, or when no secret is set
 */
export function assertEventsSecret(request: Request, secret = env().EVENTS_SECRET): void {
  const given = secretIn(request.headers.get('authorization')?.trim() ?? '')
  const right = secret !== undefined && given !== null && timingSafeEqual(digest(given), digest(secret))
  if (!right) throw new AppError('unauthenticated', 'Events are taken only with the secret of EVENTS_SECRET.')
}

function secretIn(header: string): string | null {
  const [scheme = '', value] = header.split(/\s+/, 2)
  if (/^bearer$/i.test(scheme) && value) return value
  if (/^basic$/i.test(scheme) && value) {
    const pair = Buffer.from(value, 'base64').toString('utf8')
    return pair.slice(pair.indexOf(':') + 1)
  }
  return value === undefined && scheme !== '' ? scheme : null
}

/** Of one length, whatever was sent. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}
