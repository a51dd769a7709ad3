import type { Database } from '@/db/client'
import { tooMany } from '../auth/attempts'
import type { TypedKeys } from '../auth/elsewhere'
import { beginAttempt } from '../auth/log-in'
import { noteLockedOut, noteRefused, notingLockOuts } from '../auth/refused-log-ins'
import { type SlowLanes, slowLanes } from '../auth/slow-lane'
import type { S3LoginSettings } from '../auth/ways-in'
import { AppError, type ErrorCode } from '../errors/app-error'
import { keysOpenBucket } from '../storage/keys-open-bucket'

/**
 * Tries keys at the bucket, within the limits of passwords. Until they are right nobody looks whether an account has them, so neither the answer nor its time
 * tells.
 * @param from where, and the code for keys that are not right: those of a log-in are written down
 * @throws AppError that code, rate_limited, unavailable
 */
export async function proveKeys(
  db: Database,
  settings: S3LoginSettings,
  typed: TypedKeys,
  from: { address: string; refusal: ErrorCode },
  lanes: SlowLanes = slowLanes,
): Promise<void> {
  const { accessKeyId, secretAccessKey } = typed
  const tried = { address: from.address, device: null, password: secretAccessKey }
  const refused = { address: from.address, by: 's3' } as const
  const { attempt, right } = await notingLockOuts(db, refused, async () => {
    const attempt = await beginAttempt(db, tried, `s3\n${accessKeyId.slice(0, 256)}`, undefined, lanes)
    return { attempt, right: await attempt.check(() => keysOpenBucket(settings, { accessKeyId, secretAccessKey })) }
  })
  if (right) return attempt.forget()
  const seconds = attempt.over()
  if (seconds !== null) await noteLockedOut(db, refused)
  else if (from.refusal === 'unauthenticated') await noteRefused(db, refused)
  if (seconds !== null) throw tooMany(seconds)
  throw new AppError(from.refusal, 'These keys do not open the bucket. Check both; they may be disabled, too.')
}
