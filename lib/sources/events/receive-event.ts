import { and, eq, inArray, isNull } from 'drizzle-orm'
import { sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { lookAt } from '../objects/look-at'
import { confirmSubscription } from './confirm-subscription'
import { type BucketChange, parseEvent } from './parse-event'

/**
 * Takes what an S3 server tells. It is only a hint: every source of a bucket of this name, whoever's it is, looks at the keys below its prefix
 * itself. What is unknown, repeated, late or invented changes nothing.
 * @param input.body as it was sent
 * @returns what was made of it, for the log
 * @throws AppError invalid for what no S3 server sends; unprocessable for a subscription that is not from AWS
 */
export async function receiveEvent(
  ctx: Context,
  input: { body: string },
  confirm = confirmSubscription,
): Promise<{ sources: number; keys: number }> {
  const event = parseEvent(parseJson(input.body))
  if (event === null) {
    throw new AppError(
      'invalid',
      'This is no event of an S3 server that is known: AWS S3 (also through SNS and EventBridge), MinIO, Ceph, R2, B2.',
    )
  }
  if (event.kind === 'confirm') {
    await confirm(event)
    return { sources: 0, keys: 0 }
  }
  const wanted = byBucket(event.changes)
  if (wanted.size === 0) return { sources: 0, keys: 0 }
  return ctx.db.transaction(async (tx) => {
    const found = await tx
      .select({ id: sources.id, bucket: sources.bucket, prefix: sources.prefix })
      .from(sources)
      .where(and(eq(sources.kind, 's3'), inArray(sources.bucket, [...wanted.keys()]), isNull(sources.deletedAt)))
    let told = 0
    for (const source of found) {
      const keys = (wanted.get(source.bucket ?? '') ?? []).filter((key) => key.startsWith(source.prefix))
      if (keys.length > 0) await lookAt({ ...ctx, db: tx }, { sourceId: source.id, keys })
      told += keys.length
    }
    return { sources: found.length, keys: told }
  })
}

function byBucket(changes: BucketChange[]): Map<string, string[]> {
  const wanted = new Map<string, string[]>()
  for (const { bucket, keys } of changes) {
    const known = wanted.get(bucket)
    if (known) known.push(...keys)
    else wanted.set(bucket, [...keys])
  }
  return wanted
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid JSON.', { cause })
  }
}
