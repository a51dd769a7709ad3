import { connect, type Database } from '@/db/client'

/** What the specs hold of the server they run against, besides its address: what they need but do not look at is made there at once. */
export interface Inside {
  databaseUrl: string
  secret: string
  dataDir: string
}

let opened: (Inside & { db: Database }) | null | undefined

/**
 * The inside of the server at an address; null where somebody else started it (E2E_BASE_URL), or where it is another one than the
 * specs share.
 */
export function insideOf(origin: string): (Inside & { db: Database }) | null {
  const told = process.env.E2E_INSIDE
  if (!told || origin !== process.env.E2E_BASE_URL) return null
  if (!opened) {
    const inside = JSON.parse(told) as Inside
    opened = { ...inside, db: connect(inside.databaseUrl, 2, () => undefined).db }
  }
  return opened
}
