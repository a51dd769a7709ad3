import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { ScanRow, SourceRow } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { formatNumber } from '../../media/format-number'
import { readLimits } from '../../settings/limits'
import { compareKeys } from '../../storage/compare-keys'
import type { SourceObject, SourcePage } from '../../storage/readers/reader'

/** A listing has an end, and an order: what has neither would fill the database. @returns the reason to stop, as a sentence */
export async function whatIsWrong(
  db: Database,
  source: SourceRow,
  scan: ScanRow,
  page: SourcePage,
): Promise<string | null> {
  if (!inOrder(scan.cursor, page.objects))
    return 'The server does not list its objects in the order of their keys, or repeats them, so they cannot be compared.'
  if (page.objects.length === 0 && !page.last)
    return 'The server says that there are more objects, and lists none. Its listing would never end.'
  const most = await mostObjects(db, source)
  if (scan.listed + page.objects.length <= most) return null
  return `This source has more than ${formatNumber(most)} objects, the most that are looked through. Connect a part of it (a prefix, a folder), or ask the administrator for more.`
}

async function mostObjects(db: Database, { ownerId }: SourceRow): Promise<number> {
  const { sourceMaxObjects, sourceMaxObjectsAccounts } = await readLimits(db)
  const [owner] = await db.select({ role: users.role }).from(users).where(eq(users.id, ownerId))
  return owner?.role === 'admin' ? sourceMaxObjects : Math.min(sourceMaxObjects, sourceMaxObjectsAccounts)
}

/** The comparison goes along with the order of the keys: in a listing without order it would take the present for missing. */
function inOrder(after: string | null, objects: SourceObject[]): boolean {
  let before = after
  for (const { key } of objects) {
    if (before !== null && compareKeys(before, key) >= 0) return false
    before = key
  }
  return true
}
