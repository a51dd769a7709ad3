import { createHash } from 'node:crypto'
import type { Database } from '@/db/client'
import { enqueue } from '../jobs/enqueue'
import type { MailJob } from '../jobs/tasks'
import { mailIsOn } from '../mail/send-mail'

/** Tried for about three and a half hours; then it stands among the failed jobs. */
const ATTEMPTS = 10

/** Has the worker send a mail exactly if the transaction holds; does nothing where the library sends none. */
export async function mailLater(tx: Database, mail: MailJob): Promise<void> {
  if (!mailIsOn()) return
  // One after the other: a server that does not answer holds up one job at a time.
  await enqueue(tx, 'mail.send', mail, { jobKey: keyOf(mail), queue: 'mail', priority: -1, attempts: ATTEMPTS })
}

/** The same mail once more takes the place of the one that waits. */
function keyOf(mail: MailJob): string {
  const of = createHash('sha256')
    .update(JSON.stringify(partsOf(mail)))
    .digest('hex')
    .slice(0, 32)
  return `mail:${mail.kind}:${of}`
}

function partsOf(mail: MailJob): unknown[] {
  switch (mail.kind) {
    case 'invitation':
      return [mail.invitationId]
    case 'reset':
      return [mail.email]
    case 'confirm':
      return [mail.linkId]
    case 'notice':
      return [mail.userId, mail.about, mail.to]
  }
}
