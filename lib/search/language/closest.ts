/** The candidate that a mistyped word most likely meant, or null when none is near (edit distance over 2 or half the word). */
export function closest<T extends string>(word: string, candidates: readonly T[]): T | null {
  const lower = word.toLowerCase()
  const limit = Math.min(2, Math.floor(word.length / 2))
  const ranked = candidates.map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
  const best = ranked.sort((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= limit ? best.candidate : null
}

/** Levenshtein's edit distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
