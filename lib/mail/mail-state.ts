import { env } from '../env'

/** Whether mail is sent, and whether its links lead to where people come in: without APP_URL they lead to the address listened at. */
export type MailState = 'off' | 'ready' | 'no_address'

/** How mail stands, by the environment. */
export function mailState(): MailState {
  const { SMTP_URL, APP_URL } = env()
  if (SMTP_URL === undefined) return 'off'
  return APP_URL === undefined ? 'no_address' : 'ready'
}
