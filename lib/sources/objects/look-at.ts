// Events: a hint that something happened under a key. The source itself says what.
import { and, asc, eq, or, sql } from 'drizzle-orm'
import { type SourceRow, sourceHints, sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Locate } from '../../ingest/locate-photos'
import type { SourceObject, SourceReader } from '../../storage/readers/reader'
import type { OpenReader } from '../ground/open-reader'
import { wakeLanes, wakeLook } from '../ground/scan-jobs'
import { lockIdentities } from '../identity/lock-identities'
import { withoutAway } from '../identity/places'
import { applySidecarsTo } from '../sidecars/apply-sidecars'
import { recordObjects } from './record-objects'
import { settleGone } from './settle-gone'

const KEYS_PER_STEP = 100
const LONGEST_KEY = 1024

/**
 * Has the worker look at keys of a source, about which an event told something. Unknown, repeated and strange ones do no harm: what is told
 * many times is looked at once.
 * @param input.keys as the source has them, decoded
 */
export async function lookAt(ctx: Context, input: { sourceId: string; keys: string[] }): Promise<void> {
  const { sourceId } = input
  const whole = input.keys.filter((key) => key !== '' && !key.includes('\0') && !/\p{Cs}/u.test(key))
  const keys = [...new Set(whole)].filter((key) => Buffer.byteLength(key) <= LONGEST_KEY).sort()
  if (keys.length === 0) return
  for (let start = 0; start < keys.length; start += 1000) {
    await ctx.db
      .insert(sourceHints)
      .values(keys.slice(start, start + 1000).map((key) => ({ sourceId, key })))
      .onConflictDoUpdate({
        target: [sourceHints.sourceId, sourceHints.key],
        set: { told: sql`${sourceHints.told} % 1000000 + 1` },
      })
  }
  await wakeLook(ctx.db, sourceId)
}

/**
 * Asks a source for the keys that events told of, and takes note of the answers: the job behind `lookAt`. May run twice.
 * @throws SourceTrouble when the source cannot be read just now: the job runs again
 */
export async function lookAtObjects(
  ctx: Context,
  input: { sourceId: string },
  tools: { open: OpenReader; locate: Locate; signal?: AbortSignal },
): Promise<void> {
  const [source] = await ctx.db.select().from(sources).where(eq(sources.id, input.sourceId))
  if (!source || source.deletedAt !== null) return
  const reader = await tools.open(source)
  try {
    while (!tools.signal?.aborted) {
      const hints = await ctx.db
        .select({ key: sourceHints.key, told: sourceHints.told })
        .from(sourceHints)
        .where(eq(sourceHints.sourceId, source.id))
        .orderBy(asc(sourceHints.key))
        .limit(KEYS_PER_STEP)
      if (hints.length === 0) return
      const keys = hints.map(({ key }) => key).filter((key) => key.startsWith(source.prefix))
      const { there, gone } = await ask(reader, keys)
      await note(ctx, source, { there, gone: await withoutAway(reader, source, gone) }, tools.locate)
      const done = hints.map(({ key, told }) => and(eq(sourceHints.key, key), eq(sourceHints.told, told)))
      await ctx.db.delete(sourceHints).where(and(eq(sourceHints.sourceId, source.id), or(...done)))
    }
    // The worker ends; another goes on.
    await wakeLook(ctx.db, source.id)
  } finally {
    reader.close()
  }
}

interface Answers {
  there: SourceObject[]
  gone: string[]
}

async function ask(reader: SourceReader, keys: string[]): Promise<Answers> {
  const answers: Answers = { there: [], gone: [] }
  for (const key of keys) {
    const found = await reader.head(key)
    if (found) answers.there.push(found)
    else answers.gone.push(key)
  }
  answers.there.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
  return answers
}

async function note(ctx: Context, source: SourceRow, { there, gone }: Answers, locate: Locate): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    const { waiting } = await recordObjects(tx, source.id, there, null)
    const { sidecars } = await settleGone(tx, source, gone, locate)
    for (const key of sidecars) await applySidecarsTo(tx, source, key, locate)
    if (waiting) await wakeLanes(tx, source)
  })
}
