import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Database } from '@/db/client'
import { contextOf, type makePerson, PASSWORD } from '../../auth/testing/person'
import { ANONYMOUS } from '../../context/actor'
import { type MailSink, openMailSink } from '../../mail/testing/mail-sink'
import { MeChanges } from '../contract'
import { askPasswordReset } from '../password-resets'
import { updateMe } from '../update-me'
import { sendWaitingMails } from './mail-jobs'
import { mailSettings } from './mail-settings'

/** Where requests come from. */
export const HERE = '192.0.2.1'
export const NEW_PASSWORD = 'another long password'

/** A server that takes mails while the tests of a file run; the file puts `mailSettings` in the place of the environment. */
export function standMailServer(): { sink: MailSink } {
  const stage = {} as { sink: MailSink }
  beforeAll(async () => {
    stage.sink = await openMailSink()
  })
  beforeEach(() => {
    mailSettings.SMTP_URL = stage.sink.url
    mailSettings.APP_URL = 'https://photos.example.org'
    stage.sink.mails.length = 0
    stage.sink.refuse.clear()
  })
  afterAll(() => stage.sink.close())
  afterEach(() => {
    mailSettings.SMTP_URL = undefined
  })
  return stage
}

export const nobody = (db: Database) => contextOf(db, ANONYMOUS)
export const freshAddress = () => `new-${randomUUID().slice(0, 8)}@example.org`

/** The token of the link in a mail or an address. */
export function tokenIn(text: string): string {
  return /\/(?:reset|confirm|join)\/([0-9A-Za-z]{22})\b/.exec(text)?.[1] ?? ''
}

/** Somebody changes the own account, with the password. */
export function change(one: Awaited<ReturnType<typeof makePerson>>, changes: object) {
  return updateMe(one.ctx, MeChanges.parse({ currentPassword: PASSWORD, ...changes }), 'A browser')
}

/** Asks for a link by mail. @returns its token */
export async function mailedToken(db: Database, sink: MailSink, email: string, from = HERE): Promise<string> {
  await askPasswordReset(nobody(db), email, from)
  await sendWaitingMails(db)
  return tokenIn(sink.mails.at(-1)?.text ?? '')
}
