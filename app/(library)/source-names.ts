import type { Context } from '@/lib/context/context'
import { AppError } from '@/lib/errors/app-error'
import type { Filter } from '@/lib/search/language/filter'
import { findOwnSource } from '@/lib/sources/ground/find-source'

/** What one's own sources in a filter are called, by id; others' have no name here. */
export async function sourceNames(ctx: Context, { terms }: Filter): Promise<Record<string, string>> {
  if (ctx.actor.kind !== 'user') return {}
  const ids = terms.flatMap((term) => ('is' in term && term.is === 'source' ? [term.value] : []))
  const named = await Promise.all(ids.slice(0, 5).map(async (id) => [id, await nameOf(ctx, id)] as const))
  return Object.fromEntries(named.filter((entry): entry is [string, string] => entry[1] !== null))
}

async function nameOf(ctx: Context, id: string): Promise<string | null> {
  try {
    return (await findOwnSource(ctx, id)).name
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
