import { createTransport } from 'nodemailer'
import { env } from '../env'
import { JobFailure } from '../jobs/job-failure'
import { mailOrigin } from './mail-origin'

/** The server says nothing for so long. */
const QUIET_MS = 10_000
/** The whole of it. */
const MOST_MS = 30_000

/** One plain address: nothing that a mail server or a library could take for two, or for another one. */
const ONE_ADDRESS = /^[^\s<>",;:()[\]\\@]+@[^\s<>",;:()[\]\\@]+$/

interface Mail {
  /** One address, as an account or an invitation has it. */
  to: string
  subject: string
  /** Plain text; there is no other kind. */
  text: string
}

/** Whether this library sends mail. */
export function mailIsOn(): boolean {
  return env().SMTP_URL !== undefined
}

/**
 * Sends one mail to one address, and to none that could be read as another one.
 * @throws JobFailure with what an administrator is told
 */
export async function sendMail({ to, subject, text }: Mail, signal?: AbortSignal): Promise<void> {
  const url = env().SMTP_URL
  if (url === undefined) throw new Error('SMTP_URL is not set')
  if (!ONE_ADDRESS.test(to)) throw new JobFailure('mail_refused')
  const from = env().MAIL_FROM ?? { name: 'Albumen', address: `albumen@${new URL(mailOrigin()).hostname}` }
  const transport = createTransport({
    url,
    connectionTimeout: QUIET_MS,
    greetingTimeout: QUIET_MS,
    socketTimeout: QUIET_MS,
    dnsTimeout: QUIET_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const limit = AbortSignal.timeout(MOST_MS)
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      // No answer by a machine: a list of absences is nobody's business.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
  } catch (error) {
    throw new JobFailure(isRefusal(error) ? 'mail_refused' : 'mail_away', { cause: error })
  } finally {
    transport.close()
  }
}

/** The server answered, and will not. Without the encryption that was asked for, nothing was said to it. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code } = error as Error & { responseCode?: number; code?: string }
  if (code === 'ETLS') return false
  return code === 'EAUTH' || code === 'EENVELOPE' || (responseCode !== undefined && responseCode >= 500)
}
