// Events: a hint that something happened under a key. The source itself says what.
import { eq } from 'drizzle-orm'
import { type SourceRow, sources } from '@/db/schema/sources'
import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import type { Locate } from '../photos/locate-photos'
import { applySidecarsTo } from './apply-sidecars'
import type { OpenReader } from './open-reader'
import type { SourceObject, SourceReader } from './reader'
import { recordObjects } from './record-objects'
import { wakeLanes } from './scan-jobs'
import { settleGone } from './settle-gone'

const KEYS_PER_JOB = 100
const LONGEST_KEY = 1024

/**
 * Has the worker look at keys of a source, about which an event told something. Unknown, repeated and strange ones do no harm.
 * @param input.keys as the source has them, decoded
 */
export async function lookAt(ctx: Context, input: { sourceId: string; keys: string[] }): Promise<void> {
  const keys = [...new Set(input.keys)].filter((key) => key !== '' && !key.includes('\0') && !/\p{Cs}/u.test(key))
  const short = keys.filter((key) => Buffer.byteLength(key) <= LONGEST_KEY)
  for (let start = 0; start < short.length; start += KEYS_PER_JOB) {
    const payload = { sourceId: input.sourceId, keys: short.slice(start, start + KEYS_PER_JOB) }
    await enqueue(ctx.db, 'source.look', payload, { queue: `source.look:${input.sourceId}`, priority: 5 })
  }
}

/**
 * Asks a source for keys and takes note of the answers: the job behind `lookAt`. May run twice.
 * @throws SourceTrouble when the source cannot be read just now: the job runs again
 */
export async function lookAtObjects(
  ctx: Context,
  input: { sourceId: string; keys: string[] },
  tools: { open: OpenReader; locate: Locate },
): Promise<void> {
  const [source] = await ctx.db.select().from(sources).where(eq(sources.id, input.sourceId))
  if (!source || source.deletedAt !== null) return
  const reader = await tools.open(source)
  try {
    const keys = input.keys.filter((key) => key.startsWith(source.prefix))
    const { there, gone } = await ask(reader, keys)
    await note(ctx, source, { there, gone }, tools.locate)
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
    const { waiting } = await recordObjects(tx, source.id, there, null)
    const { sidecars } = await settleGone(tx, source, gone)
    for (const key of sidecars) await applySidecarsTo(tx, source, key, locate)
    if (waiting) await wakeLanes(tx, source)
  })
}
