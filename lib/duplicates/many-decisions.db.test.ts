import { expect, test, vi } from 'vitest'
import { connect } from '@/db/client'
import { testDatabaseUrl } from '@/db/testing/database'
import { inLastingWorld, sha256, type World } from '../photos/testing/world'
import { keepGroups } from './keep-groups'
import { listDuplicates } from './list-duplicates'
import { groupAt, settle } from './testing/group-at'
import { groupsOf } from './testing/prints'

const DECISIONS = 40
const PROCESSES = 3
/** Fewer than decisions that come at once. */
const CONNECTIONS = 6

/** The verbs as another process has them: what waits in its memory does not wait in ours. */
async function asInProcess() {
  vi.resetModules()
  const { resolveDuplicates } = await import('./resolve-duplicates')
  const { undoPhotos } = await import('../edits/undo-photos')
  return { resolveDuplicates, undoPhotos }
}

async function makeGroups({ db, anna }: World) {
  for (let n = 0; n < DECISIONS; n++) {
    const copy = { hash: null, sha256: sha256(Buffer.from(`${anna.id} ${n}`)) }
    await groupAt(db, anna.id, 0, [{ ...copy, tags: ['kept'] }, { ...copy, tags: ['given'] }, copy])
  }
  await settle(db, anna.id)
  return groupsOf(db, anna.id)
}

/** One runs after the other until it is told to stop. */
async function over(work: () => Promise<unknown>, until: { done: boolean }): Promise<number> {
  let times = 0
  for (; !until.done; times++) {
    await work()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return times
}

test('many decisions and undos at once, beside the job, all succeed, and others are answered meanwhile', async () => {
  await inLastingWorld(async (world) => {
    const { db, anna, ben, as } = world
    const groups = await makeGroups(world)
    expect(groups).toHaveLength(DECISIONS)
    const own = connect(testDatabaseUrl(), CONNECTIONS, () => undefined)
    const ctx = { ...as(anna), db: own.db }
    const processes: Awaited<ReturnType<typeof asInProcess>>[] = []
    for (let n = 0; n < PROCESSES; n++) processes.push(await asInProcess())
    const until = { done: false }
    const waits: number[] = []
    const beside = Promise.allSettled([
      over(() => keepGroups(db, { ownerId: anna.id }, new AbortController().signal), until),
      over(async () => {
        const begun = performance.now()
        await listDuplicates({ ...as(ben), db: own.db }, { limit: 1 })
        waits.push(performance.now() - begun)
      }, until),
    ])
    const decided = await Promise.allSettled(
      groups.map(async ({ id: groupId, photos }, n) => {
        const { resolveDuplicates, undoPhotos } = processes[n % PROCESSES] as (typeof processes)[number]
        const [one = '', two = ''] = photos
        const choice = [
          { keep: [one], action: 'trash' },
          { keep: photos, action: 'not_duplicates' },
          { keep: [one, two], action: 'trash' },
        ] as const
        const { keep, action } = choice[Math.floor(n / 2) % 3] as (typeof choice)[number]
        const { undo = '' } = await resolveDuplicates(ctx, { groupId, keep: [...keep], action })
        if (n % 2 === 1) await undoPhotos(ctx, { id: undo })
      }),
    )
    until.done = true
    const others = await beside.finally(() => own.pool.end())
    expect([...decided, ...others].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))).toEqual([])
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toEqual(groups.filter((_, n) => n % 2 === 1))
    for (const one of others)
      expect(one).toMatchObject({ status: 'fulfilled', value: expect.toSatisfy((times) => times > 3) })
    expect(Math.max(...waits)).toBeLessThan(2_000)
  })
}, 60_000)
