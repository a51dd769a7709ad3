import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { sendMail } from './send-mail'
import { type Certificate, makeCertificate, openTlsMailServer } from './testing/tls-mail-server'

const settings: Record<string, unknown> = {}
vi.mock('../env', () => ({ env: () => settings }))

const PASSWORD = 'p@ss word/ü'
const MAIL = { to: 'ada@example.org', subject: 'A mail', text: 'Its text.' }

let own: Certificate
let other: Certificate
let server: Awaited<ReturnType<typeof openTlsMailServer>> | undefined
beforeAll(async () => {
  ;[own, other] = [await makeCertificate(), await makeCertificate()]
})
afterEach(() => server?.close())

interface Case {
  scheme: 'smtp' | 'smtps'
  password?: string
  trusts: 'own' | 'other' | 'public'
  /** The server offers no TLS. */
  plain?: boolean
}

/** Sends one mail, by an address as an administrator writes it. */
async function send({ scheme, password = PASSWORD, trusts, plain = false }: Case): Promise<void> {
  server = await openTlsMailServer({ ...own, secure: scheme === 'smtps', plain, password: PASSWORD })
  const query = new URLSearchParams(scheme === 'smtp' ? { requireTLS: 'true' } : {})
  if (trusts !== 'public') query.set('tls.ca', (trusts === 'own' ? own : other).cert)
  settings.SMTP_URL = `${scheme}://photos:${encodeURIComponent(password)}@127.0.0.1:${server.port}/?${query}`
  settings.MAIL_FROM = { name: 'Photos', address: 'photos@example.org' }
  await sendMail(MAIL)
}

it.each(['smtps', 'smtp'] as const)('goes out by %s with a log-in, encrypted', async (scheme) => {
  await send({ scheme, trusts: 'own' })
  expect(server?.mails).toEqual([{ to: ['ada@example.org'], user: 'photos', encrypted: true }])
})

it.each<[string, Case, string]>([
  ['smtps, a certificate that nobody vouches for', { scheme: 'smtps', trusts: 'public' }, 'mail_away'],
  ['STARTTLS, a certificate that nobody vouches for', { scheme: 'smtp', trusts: 'public' }, 'mail_away'],
  ['smtps, somebody else’s certificate', { scheme: 'smtps', trusts: 'other' }, 'mail_away'],
  ['STARTTLS, somebody else’s certificate', { scheme: 'smtp', trusts: 'other' }, 'mail_away'],
  ['smtps, a wrong password', { scheme: 'smtps', trusts: 'own', password: 'wrong' }, 'mail_refused'],
  ['STARTTLS, a wrong password', { scheme: 'smtp', trusts: 'own', password: 'wrong' }, 'mail_refused'],
  ['STARTTLS asked for and not offered', { scheme: 'smtp', trusts: 'own', plain: true }, 'mail_away'],
])('does not go out: %s', async (_, how, reason) => {
  await expect(send(how)).rejects.toMatchObject({ reason })
  expect(server?.mails).toEqual([])
})
