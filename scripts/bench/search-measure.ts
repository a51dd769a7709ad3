import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { type Database, openDatabase } from '../../db/client'
import { photos } from '../../db/schema/photos'
import { type Actor, ANONYMOUS } from '../../lib/context/actor'
import type { Context } from '../../lib/context/context'
import { parseWith } from '../../lib/errors/parse-with'
import { FacetQuery, filterOf, ListQuery, MapQuery } from '../../lib/search/language/filter'
import { countPhotos } from '../../lib/search/query/count'
import { encodeCursor } from '../../lib/search/query/cursor'
import { getFacets } from '../../lib/search/query/facets'
import { getMap } from '../../lib/search/query/map'
import { sortKeyOf } from '../../lib/search/query/order'
import { listPhotos } from '../../lib/search/query/page'
import { suggest } from '../../lib/search/query/suggest'
import { getTimeline } from '../../lib/search/query/timeline'
import { whereFilter } from '../../lib/search/query/where'
import type { Case } from './search-cases'

export interface Measured extends Case {
  p50: number
  p95: number
  /** Of the slowest query: its URL and its plan as Postgres ran it. */
  slowest: string
  plan: string
}

interface Sent {
  text: string
  values: unknown[]
}

/** Asks every query of every case `repeats` times, one after another, after a warm-up. */
export async function measureCases(
  url: string,
  owner: { id: string; username: string },
  cases: Case[],
  repeats: number,
): Promise<Measured[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const sent = recordQueries(pool)
  const db = openDatabase(pool)
  const user: Actor = {
    kind: 'user',
    userId: owner.id,
    username: owner.username,
    name: '',
    role: 'user',
    sessionId: randomUUID(),
  }
  const results: Measured[] = []
  for (const one of cases) {
    const ctx: Context = {
      db,
      actor: one.actor === 'owner' ? user : ANONYMOUS,
      store: null as unknown as Context['store'],
    }
    const asks = await Promise.all(one.queries.map(async (query) => ({ query, ask: await prepare(ctx, one, query) })))
    const times: { ms: number; query: string }[] = []
    for (let round = -1; round < Math.ceil(repeats / asks.length); round += 1) {
      for (const { query, ask } of asks) {
        const started = performance.now()
        await ask()
        if (round >= 0) times.push({ ms: performance.now() - started, query })
      }
    }
    times.sort((a, b) => a.ms - b.ms)
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]
    const slowest = at(0.95)?.query ?? ''
    sent.length = 0
    await asks.find((candidate) => candidate.query === slowest)?.ask()
    results.push({
      ...one,
      p50: at(0.5)?.ms ?? 0,
      p95: at(0.95)?.ms ?? 0,
      slowest,
      plan: await explain(pool, sent.at(-1)),
    })
    console.error(`${one.kind} ${one.name}: ${at(0.5)?.ms.toFixed(1)} / ${at(0.95)?.ms.toFixed(1)} ms`)
  }
  await pool.end()
  return results
}

function recordQueries(pool: pg.Pool): Sent[] {
  const sent: Sent[] = []
  const query = pool.query.bind(pool) as (config: { text: string }, values: unknown[]) => unknown
  const recording = (config: { text: string }, values: unknown[]) => {
    sent.push({ text: config.text, values })
    return query(config, values)
  }
  pool.query = recording as unknown as typeof pool.query
  return sent
}

async function explain(pool: pg.Pool, query: Sent | undefined): Promise<string> {
  if (!query) return ''
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, costs off) ${query.text}`,
      query.values,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    client.release()
  }
}

/** The verb behind the route, given the parsed query. */
async function prepare(ctx: Context, one: Case, query: string): Promise<() => Promise<unknown>> {
  const given = Object.fromEntries(new URLSearchParams(query))
  switch (one.kind) {
    case 'facets':
    case 'tag facets': {
      const parsed = parseWith(FacetQuery, given, 'parameter', [])
      return () => getFacets(ctx, filterOf(parsed), parsed.facets)
    }
    case 'map': {
      const parsed = parseWith(MapQuery, given, 'parameter', [])
      return () => getMap(ctx, { filter: filterOf(parsed), zoom: parsed.zoom })
    }
    case 'suggest':
      return () => suggest(ctx, given.q ?? '')
    default: {
      const filter = filterOf(parseWith(ListQuery, given, 'parameter', []))
      if (one.kind === 'timeline') return () => getTimeline(ctx, filter)
      if (one.kind === 'count') return () => countPhotos(ctx, filter)
      const cursor = one.kind === 'deep page' ? await deepCursor(ctx.db, ANONYMOUS, filter) : undefined
      return () => listPhotos(ctx, { filter, limit: 100, cursor })
    }
  }
}

/** The cursor of the 1,000th page of 100, found by counting them off once. */
async function deepCursor(db: Database, actor: Actor, filter: ReturnType<typeof filterOf>): Promise<string> {
  const { column, read } = sortKeyOf(filter, ANONYMOUS)
  const direction = sql.raw(filter.order)
  const rows = await db
    .select({ id: photos.id, key: read })
    .from(photos)
    .where(whereFilter(filter, actor))
    .orderBy(sql`${column} ${direction}, ${photos.id} ${direction}`)
    .offset(actor.kind === 'user' && JSON.stringify(filter.terms).includes('"me"') ? 80_000 : 99_900)
    .limit(1)
  const row = rows[0]
  if (!row) throw new Error('the list is shorter than 1,000 pages')
  return encodeCursor(filter, { key: filter.sort === 'title' ? row.key : Number(row.key), id: row.id })
}
