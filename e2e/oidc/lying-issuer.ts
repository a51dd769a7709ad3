import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is asked of an issuer. */
type Door = 'discovery' | 'jwks' | 'token' | 'userinfo'

/** How an answer of the issuer is wrong; nothing of it: it is right. */
export interface Lie {
  /** Claims of the ID token that are said instead. */
  claims?: Record<string, unknown>
  /** Without these. */
  without?: string[]
  sign?: 'another key' | 'none' | 'shared secret'
  discovery?: Record<string, unknown>
  userinfo?: Record<string, unknown>
  /** The state that comes back. */
  state?: string
  /** How one door answers. */
  at?: Door
  how?: 'never' | 'dripping' | 'without end' | 'no JSON' | '500' | 'elsewhere'
}

const DOORS: Record<string, Door> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'jwks',
  '/token': 'token',
  '/userinfo': 'userinfo',
}
const SECRET = 'a secret of the two'
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 })
const OTHERS = generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An issuer that lets everybody in at once, and says what a test wants it to. */
export class LyingIssuer {
  lie: Lie = {}
  sub = 'nobody'
  readonly client = { id: 'albumen', secret: SECRET }
  #nonce = ''
  #server: Server | undefined
  #port = 0

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** On the same port after it was closed. */
  async open(): Promise<void> {
    this.#server = createServer((request, response) => this.#answer(request, response))
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url)
    const door = DOORS[url.pathname]
    if (door) this.#say(door, response)
    else if (url.pathname === '/authorize') this.#authorize(url, response)
    else response.writeHead(404).end()
  }

  #authorize({ searchParams }: URL, response: ServerResponse): void {
    this.#nonce = searchParams.get('nonce') ?? ''
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', 'a-code')
    back.searchParams.set('state', this.lie.state ?? searchParams.get('state') ?? '')
    response.writeHead(302, { location: back.href }).end()
  }

  #document(door: Door): object {
    switch (door) {
      case 'discovery':
        return { ...this.#metadata(), ...this.lie.discovery }
      case 'jwks':
        return { keys: [{ ...KEYS.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }
      case 'token':
        return { access_token: 'a-token', token_type: 'Bearer', expires_in: 60, id_token: this.#idToken() }
      case 'userinfo':
        return { sub: this.sub, name: 'Somebody', ...this.lie.userinfo }
    }
  }

  #metadata() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
      userinfo_endpoint: `${this.url}/userinfo`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    }
  }

  #idToken(): string {
    const now = Math.floor(Date.now() / 1000)
    const said: Record<string, unknown> = {
      iss: this.url,
      aud: 'albumen',
      sub: this.sub,
      iat: now,
      exp: now + 300,
      nonce: this.#nonce,
      email: `${this.sub}@example.org`,
      ...this.lie.claims,
    }
    for (const name of this.lie.without ?? []) delete said[name]
    switch (this.lie.sign) {
      case 'none':
        return `${base64({ alg: 'none' })}.${base64(said)}.`
      case 'shared secret': {
        const text = `${base64({ alg: 'HS256' })}.${base64(said)}`
        return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
      }
      case 'another key':
        return signed(said, OTHERS.privateKey)
      default:
        return signed(said, KEYS.privateKey)
    }
  }

  #say(door: Door, response: ServerResponse): void {
    const how = this.lie.at === door ? this.lie.how : undefined
    const type = { 'content-type': 'application/json' }
    if (how === undefined) response.writeHead(200, type).end(JSON.stringify(this.#document(door)))
    else if (how === 'no JSON') response.writeHead(200, type).end('<p>Welcome</p>')
    else if (how === '500') response.writeHead(500, type).end('{}')
    else if (how === 'elsewhere') response.writeHead(302, { location: `${this.url}/jwks` }).end()
    else if (how !== 'never') {
      response.writeHead(200, type)
      const piece = how === 'dripping' ? ' ' : ' '.repeat(60_000)
      const drip = setInterval(() => response.write(piece), 20)
      response.once('close', () => clearInterval(drip))
    }
  }
}

function signed(claims: object, key: KeyObject): string {
  const text = `${base64({ alg: 'RS256', kid: 'one' })}.${base64(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}
