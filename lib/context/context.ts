import type { Database } from '@/db/client'
import type { ObjectStore } from '../storage/object-store'
import type { Actor } from './actor'

/** What every verb is given: who asks, the database (or a transaction in it), the store of originals and renditions. */
export interface Context {
  actor: Actor
  db: Database
  store: ObjectStore
  /**
   * The same database for questions that may be dear: few connections and a short limit, so that they cannot take those of everybody
   * else. Left out where only one's own time is spent (jobs, tests).
   */
  dear?: Database
  /** Where the request comes from, as it is counted; left out where there is none. */
  address?: string
}
