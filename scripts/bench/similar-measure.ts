import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import { openDatabase } from '../../db/client'
import type { Context } from '../../lib/context/context'
import { detailDistance } from '../../lib/similar/distances'
import { listSimilar } from '../../lib/similar/list-similar'
import { BkTree } from './bk-tree'
import { idOf } from './similar-fill'
import { bitsOf, detailOf, type Hashes } from './similar-hashes'

export const DISTANCES = [4, 10, 16]
const LOOK_UPS = 500
export const WARM_UP = 50
const SEQUENTIAL = 10

/** Milliseconds of each run. */
export interface Times {
  what: string
  distance: number
  times: number[]
}

/** Some pictures of the library that are looked for, the same in each run. */
export function seedsOf(hashes: Hashes, count: number): number[] {
  return Array.from({ length: count }, (_, n) => (Math.imul(n + 1, 0x9e3779b1) >>> 0) % hashes.count)
}

export function printOf(hashes: Hashes, n: number): { hash: string; detail: string } {
  const detail = new Uint32Array(16)
  detailOf(hashes, n, detail)
  return { hash: bitsOf(hashes.hash.subarray(n * 4, n * 4 + 4)), detail: bitsOf(detail) }
}

/** The search as SQL, with the way to the server and back. */
export async function measureSearch(
  client: pg.Client,
  hashes: Hashes,
  what: string,
  runs = LOOK_UPS,
): Promise<Times[]> {
  const results: Times[] = []
  for (const distance of DISTANCES) {
    const ask = async (n: number) => {
      const { hash, detail } = printOf(hashes, n)
      const values = [hash, detail, distance, detailDistance(distance)]
      const text = 'select photo_id, distance from public.similar_photos($1::bit(128), $2::bit(512), $3::int, $4::int)'
      return timed(() => client.query({ name: 'search', text, values }))
    }
    results.push({ what, distance, times: await runsOf(seedsOf(hashes, runs), ask) })
  }
  return results
}

/** The whole verb: what the actor may see is asked, and photos are presented. */
export async function measureVerb(client: pg.Client, hashes: Hashes): Promise<Times[]> {
  const ctx = await contextOf(client, 1)
  const { rows } = await client.query<{ id: string }>(
    'select id from photos where owner_id = $1 and id = any($2::uuid[])',
    [ctx.actor.kind === 'user' ? ctx.actor.userId : '', seedsOf(hashes, LOOK_UPS * 2).map(idOf)],
  )
  const results: Times[] = []
  for (const distance of DISTANCES) {
    const input = { distance, limit: 50, mirrored: 'false', rotated: 'false' } as const
    const times: number[] = []
    for (const { id } of rows) times.push(await timed(() => listSimilar(ctx, { id, ...input })))
    results.push({ what: 'GET /photos/{id}/similar, as the server answers it', distance, times: times.slice(WARM_UP) })
  }
  return results
}

/** Counting the bits of all, in a table that holds nothing but ids and hashes. */
export async function measureSequential(client: pg.Client, hashes: Hashes): Promise<Times[]> {
  const results: Times[] = []
  for (const [what, workers] of [
    ['sequential bit_count, one process', 0],
    ['sequential bit_count, three processes', 2],
  ] as const) {
    await client.query(`set max_parallel_workers_per_gather = ${workers}`)
    const ask = (n: number) =>
      timed(() =>
        client.query('select id from plain where bit_count(hash # $1::bit(128)) <= 10', [printOf(hashes, n).hash]),
      )
    const times: number[] = []
    for (const n of seedsOf(hashes, SEQUENTIAL)) times.push(await ask(n))
    results.push({ what, distance: 10, times: times.slice(1) })
  }
  await client.query('reset max_parallel_workers_per_gather')
  return results
}

export interface TreeFigures {
  seconds: number
  bytes: number
  times: Times[]
  /** The share of all nodes that a look-up looks at, for each distance. */
  visited: number[]
}

/** The same look-ups in a BK-tree in memory. */
export async function measureTree(hashes: Hashes, runs: number): Promise<TreeFigures> {
  const started = performance.now()
  const tree = new BkTree(hashes)
  const seconds = (performance.now() - started) / 1000
  const times: Times[] = []
  const visited: number[] = []
  for (const distance of DISTANCES) {
    let nodes = 0
    const each: number[] = []
    for (const n of seedsOf(hashes, runs)) {
      await breathe()
      const began = performance.now()
      nodes += tree.near(hashes.hash.subarray(n * 4, n * 4 + 4), distance).visited
      each.push(performance.now() - began)
    }
    times.push({ what: 'BK-tree in memory', distance, times: each })
    visited.push(nodes / runs / hashes.count)
  }
  return { seconds, bytes: tree.bytes, times, visited }
}

/** An owner of the library, by their number, who asks. */
export async function contextOf(client: pg.Client, number: number): Promise<Context> {
  const { id, username } = await ownerOf(client, number)
  const actor = { kind: 'user', userId: id, username, name: '', role: 'user', sessionId: randomUUID() } as const
  return { actor, db: openDatabase(client as unknown as pg.PoolClient), store: null as unknown as Context['store'] }
}

export async function ownerOf(client: pg.Client, number: number): Promise<{ id: string; username: string }> {
  const { rows } = await client.query('select id, username from users where username = $1', [`owner-${number}`])
  return rows[0]
}

async function runsOf(seeds: number[], ask: (n: number) => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (const n of seeds) times.push(await ask(n))
  return times.slice(Math.min(WARM_UP, seeds.length - 1))
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
