/**
 * Does something with each of a list, some at the same time. After a failure no further one is begun.
 * @param width how many at the same time at most
 * @throws what the first of them throws that fails
 */
export async function eachAtOnce<T>(list: Iterable<T>, width: number, work: (one: T) => Promise<void>): Promise<void> {
  const next = list[Symbol.iterator]()
  let failed = false
  const lane = async () => {
    for (let one = next.next(); !one.done && !failed; one = next.next()) {
      try {
        await work(one.value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
}
