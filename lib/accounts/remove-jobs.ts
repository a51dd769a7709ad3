import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Takes what waits for an account out of the queue: mails to it, work on its photos and sources. What runs meets that the rows are gone.
 * @param tx a transaction in which the account, its photos and sources still exist
 */
export async function removeJobsOf(tx: Database, user: { id: string; email: string }): Promise<void> {
  const { id, email } = user
  await tx.execute(sql`
    select graphile_worker.complete_jobs(array(
      select jobs.id from graphile_worker._private_jobs jobs
      where jobs.locked_at is null and (
        payload ->> 'userId' = ${id} or payload ->> 'ownerId' = ${id} or payload ->> 'email' = ${email}
        or payload ->> 'linkId' in (select account_links.id::text from account_links where user_id = ${id})
        or payload ->> 'invitationId' in (select invitations.id::text from invitations where created_by = ${id} or invitations.email = ${email})
        or payload ->> 'sourceId' in (select sources.id::text from sources where owner_id = ${id})
        or payload ->> 'photoId' in (select photos.id::text from photos where owner_id = ${id}))))`)
}
