import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { DeletionReport } from './contract'

/** What an account has, in numbers. */
export async function holdings(tx: Database, id: string): Promise<Omit<DeletionReport, 'username' | 'files'>> {
  const { rows } = await tx.execute<Record<string, string>>(sql`
    select (select count(*) from photos where owner_id = ${id}) as photos,
      (select coalesce(sum(bytes), 0) from photos where owner_id = ${id} and source_id is null) as bytes,
      (select count(*) from albums where owner_id = ${id}) as albums,
      (select count(*) from share_links where owner_id = ${id}) as links,
      (select count(*) from share_guests join share_links on share_links.id = link_id where owner_id = ${id}) as guests,
      (select count(*) from sources where owner_id = ${id}) as sources,
      (select count(*) from sessions where user_id = ${id}) as sessions,
      (select count(*) from tokens where user_id = ${id}) as tokens,
      (select count(*) from webhooks where owner_id = ${id}) as webhooks`)
  const of = (key: string) => Number(rows[0]?.[key] ?? 0)
  return {
    photos: of('photos'),
    bytes: of('bytes'),
    albums: of('albums'),
    links: of('links'),
    guests: of('guests'),
    sources: of('sources'),
    sessions: of('sessions'),
    tokens: of('tokens'),
    webhooks: of('webhooks'),
  }
}
