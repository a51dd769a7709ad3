/** Routes times answers; what comes beyond is counted together. */
const MOST_SERIES = 2_000
const OTHERS = { route: 'other', status: 0 }

export interface RequestCount {
  /** Its pattern, with the method. */
  route: string
  status: number
  requests: number
  seconds: number
}

// Kept on globalThis: Next's bundles hold different copies of this module.
const holder = globalThis as typeof globalThis & { albumenRequests?: Map<string, RequestCount> }

/** Counts an answer of this process. */
export function countRequest(route: string, status: number, ms: number): void {
  holder.albumenRequests ??= new Map()
  const counts = holder.albumenRequests
  const full = counts.size >= MOST_SERIES && !counts.has(`${status} ${route}`)
  const named = full ? OTHERS : { route, status }
  const key = `${named.status} ${named.route}`
  const count = counts.get(key) ?? { ...named, requests: 0, seconds: 0 }
  count.requests += 1
  count.seconds += ms / 1000
  counts.set(key, count)
}

/** The answers of this process so far. */
export function requestCounts(): RequestCount[] {
  return [...(holder.albumenRequests?.values() ?? [])]
}
