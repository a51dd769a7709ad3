/**
 * Takes a batch from the front of a queue: at most `count` entries and `bytes` in sum, but always at least one,
 * and only entries that `fits` the first one. The queue loses what is returned.
 */
export function takeBatch<T extends { bytes: number }>(
  queue: T[],
  limits: { count: number; bytes: number },
  fits: (first: T, next: T) => boolean = () => true,
): T[] {
  const first = queue[0]
  if (first === undefined) return []
  let size = 1
  let sum = first.bytes
  for (; size < Math.min(queue.length, limits.count); size += 1) {
    const next = queue[size] as T
    sum += next.bytes
    if (sum > limits.bytes || !fits(first, next)) break
  }
  return queue.splice(0, size)
}
