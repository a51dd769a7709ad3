import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'

/** `id = any($1)`: one parameter, however many ids. */
export function isOneOf(ids: string[]): SQL {
  return sql`${photos.id} = any(${sql.param(ids)}::uuid[])`
}
