const lanes = new Map<string, { waiting: number; last: Promise<unknown> }>()

/** How many may wait in a lane, and what is said to the next. */
interface Waiting {
  most: number
  refusal: () => Error
}

/**
 * Works one after another in a lane of this process, so that those who use it take no more time from the others than one of them would.
 * @param lane its name
 * @throws what `refusal` makes when too many wait
 */
export async function oneByOne<T>(lane: string, { most, refusal }: Waiting, work: () => Promise<T>): Promise<T> {
  const mine = lanes.get(lane) ?? { waiting: 0, last: Promise.resolve() }
  if (mine.waiting >= most) throw refusal()
  lanes.set(lane, mine)
  mine.waiting += 1
  const done = mine.last.then(work)
  mine.last = done.catch(() => undefined)
  try {
    return await done
  } finally {
    mine.waiting -= 1
    if (mine.waiting === 0) lanes.delete(lane)
  }
}
