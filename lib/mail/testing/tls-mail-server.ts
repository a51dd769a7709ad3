import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { SMTPServer } from 'smtp-server'

export interface Certificate {
  key: string
  cert: string
}

/** A certificate of this machine that nobody but itself vouches for, for a day. */
export async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-certificate-'))
  try {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
    const name = ['-subj', '/CN=mail.test', '-addext', 'subjectAltName=IP:127.0.0.1']
    await promisify(execFile)('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', cert])
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What a mail came with. */
export interface TakenByTls {
  to: string[]
  /** Who had logged in. */
  user: string
  encrypted: boolean
}

interface TlsMailServer {
  port: number
  mails: TakenByTls[]
  close(): Promise<void>
}

interface Making extends Certificate {
  /** TLS from the first byte, or after STARTTLS. */
  secure: boolean
  /** Offers neither. */
  plain?: boolean
  password: string
}

/** A mail server that takes mail only from who has logged in, and log-ins only where nobody can listen. */
export async function openTlsMailServer({
  key,
  cert,
  secure,
  plain = false,
  password,
}: Making): Promise<TlsMailServer> {
  const mails: TakenByTls[] = []
  const server = new SMTPServer({
    key,
    cert,
    secure,
    logger: false,
    disabledCommands: plain ? ['STARTTLS', 'AUTH'] : [],
    authOptional: plain,
    onAuth(auth, _session, done) {
      if (auth.password === password) return done(null, { user: auth.username })
      done(Object.assign(new Error('this is another password'), { responseCode: 535 }))
    },
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, user: String(session.user), encrypted: session.secure })
        done()
      })
    },
  })
  // A client that does not trust the certificate hangs up: that is what is tested.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
