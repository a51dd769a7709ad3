import { tooMany } from './attempts'

const MOST_WAITING = 8
const RETRY_SECONDS = 2

const lanes = new Map<string, { waiting: number; last: Promise<unknown> }>()

/**
 * Works one after another for one address: checking a password costs time, and an address that has had too many is not to take that of
 * the others. @throws AppError rate_limited when too many of the address wait
 */
export async function oneByOne<T>(address: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(address) ?? { waiting: 0, last: Promise.resolve() }
  if (lane.waiting >= MOST_WAITING) throw tooMany(RETRY_SECONDS)
  lanes.set(address, lane)
  lane.waiting += 1
  const mine = lane.last.then(work)
  lane.last = mine.catch(() => undefined)
  try {
    return await mine
  } finally {
    lane.waiting -= 1
    if (lane.waiting === 0) lanes.delete(address)
  }
}
