import { cookies } from 'next/headers'
import { MEMORIES_COOKIE } from '@/components/session/memories-cookie'
import type { Context } from '@/lib/context/context'
import { type Memories, onThisDay } from '@/lib/search/query/on-this-day'
import { readDay } from './read-day'

/** One's own photos of other years for the top of the gallery; null where there are none, or one has closed them for today. */
export async function readMemories(ctx: Context): Promise<(Memories & { today: string }) | null> {
  const today = await readDay()
  const closed = (await cookies()).get(MEMORIES_COOKIE)?.value ?? ''
  if (today === null || closed >= today) return null
  const memories = await onThisDay(ctx, today)
  return memories.day.length + memories.week.length === 0 ? null : { ...memories, today }
}
