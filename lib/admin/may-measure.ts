import { createHash, timingSafeEqual } from 'node:crypto'
import { bearerOf } from '../auth/access-token'
import { authenticate } from '../auth/session'
import { requireAdmin } from '../context/actor'
import { env } from '../env'

/**
 * Lets pass who has METRICS_TOKEN as bearer, compared in constant time, or is an administrator.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), second_factor_missing
 */
export async function assertMayMeasure(request: Request, secret = env().METRICS_TOKEN): Promise<void> {
  const given = bearerOf(request.headers.get('authorization'))
  if (secret !== undefined && given !== null && timingSafeEqual(digest(given), digest(secret))) return
  requireAdmin(await authenticate(request))
}

/** Whether somebody may; nobody may of whom that cannot be told. */
export async function mayMeasure(request: Request): Promise<boolean> {
  return assertMayMeasure(request).then(
    () => true,
    () => false,
  )
}

/** Of one length, whatever was sent. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}
