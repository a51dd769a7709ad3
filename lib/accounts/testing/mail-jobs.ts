import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { MailJob } from '../../jobs/tasks'
import { sendAccountMail } from '../send-account-mail'

/** The payloads of mails that wait, oldest first. */
export async function waitingMails(db: Database): Promise<MailJob[]> {
  const { rows } = await db.execute<{ payload: MailJob }>(sql`
    select payload from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    where tasks.identifier = 'mail.send' order by jobs.id`)
  return rows.map(({ payload }) => payload)
}

/** Sends what waits, as the worker does. @returns what waited */
export async function sendWaitingMails(db: Database): Promise<MailJob[]> {
  const mails = await waitingMails(db)
  await db.execute(sql`delete from graphile_worker._private_jobs where task_id =
    (select id from graphile_worker._private_tasks where identifier = 'mail.send')`)
  for (const mail of mails) await sendAccountMail(db, mail)
  return mails
}
