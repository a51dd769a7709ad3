/** One statement stays well within the database's time limit, however many photos a batch has and however busy it is. */
const CHUNK = 2_000

/** Runs a statement for ids a chunk at a time, in order; inside the caller's transaction it stays all or nothing. */
export async function inChunks<T>(ids: string[], run: (chunk: string[]) => Promise<T[]>): Promise<T[]> {
  const results: T[][] = []
  for (let start = 0; start < ids.length; start += CHUNK) results.push(await run(ids.slice(start, start + CHUNK)))
  return results.flat()
}
