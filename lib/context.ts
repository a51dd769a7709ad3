import type { Database } from '@/db/client'
import type { Actor } from './auth/actor'
import type { ObjectStore } from './storage/object-store'

/** What every verb is given: who asks, the database (or a transaction in it) and the store of originals and renditions. */
export interface Context {
  actor: Actor
  db: Database
  store: ObjectStore
}
