import type { NextAuthOptions, User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Database } from '@/db/client'
import { describeError, logEvent } from '../log'
import type { Device } from './device-cookie'
import { type Claims, type Entered, type Pending, pendingCookie, type TypedKeys } from './elsewhere'
import { findSession } from './find-session'
import { endSession, logIn } from './log-in'
import { oidcProvider } from './oidc-provider'
import { recordOften } from './record-often'
import { finishSecondStep } from './second-step'
import { authSecret, SESSION_SECONDS, SessionToken, secureCookies, sessionCookieName } from './session-cookie'
import { oidcSettings, passwordLogin, s3LoginSettings } from './ways-in'

/** What next-auth cannot know by itself, for one request. */
export interface AuthRequest {
  db: Database
  address: string
  userAgent: string
  sessionId: string | null
  device: Device | null
  /** Who came from the issuer in this browser and still has to give a code. */
  pending: Pending | null
  /** Lets in whom the issuer names. */
  enter: (claims: Claims) => Promise<Entered>
  /** Lets in who has keys of the bucket. */
  enterByKeys: (typed: TypedKeys) => Promise<SessionToken>
  /** The path to go to after a way to the issuer and back. */
  next: string
  /** Told of a cookie that the answer is to set. */
  onCookie: (cookie: string) => void
  /** Told of whom a log-in succeeded for. */
  onLogIn: (userId: string) => void
  /** Makes an address to go to into one of this site. */
  toOwnAddress: (url: string, baseUrl: string) => string
  /** Told of what next-auth would swallow or put into an address. */
  onError: (error: unknown) => void
}

/** How long one may stay at the issuer. */
const WAY_SECONDS = 15 * 60

type SessionUser = User & { session?: SessionToken }

const FIELDS = {
  login: { label: 'E-mail or username' },
  password: { label: 'Password', type: 'password' },
  code: { label: 'Code of the second factor' },
}
const KEYS = {
  accessKeyId: { label: 'Access key' },
  secretAccessKey: { label: 'Secret key', type: 'password' },
  code: FIELDS.code,
  email: { label: 'E-mail of a new account' },
  invitation: { label: 'Token of an invitation' },
}
const CODE = { code: FIELDS.code }

/** next-auth's options for one request: passwords, a cookie that carries a session's id, the database asked each time. */
export function authOptions(request: AuthRequest): NextAuthOptions {
  const { db } = request
  const oidc = oidcSettings()
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: secureCookies(),
    cookies: boundCookies(),
    pages: { signIn: '/login', signOut: '/', error: '/login' },
    providers: [
      ...(passwordLogin() ? [passwords(request)] : []),
      CredentialsProvider({
        id: 'second-step',
        name: 'Second factor',
        credentials: CODE,
        authorize: (credentials) => guarded(request, () => authorizeCode(request, credentials?.code)),
      }),
      ...(oidc ? [oidcProvider(oidc)] : []),
      ...(s3LoginSettings() ? [bucketKeys(request)] : []),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) =>
        account?.provider !== 'oidc' || enterElsewhere(request, user, profile as Claims),
      redirect: async ({ url, baseUrl }) => request.toOwnAddress(url, baseUrl),
      async jwt({ token, user }) {
        const begun = (user as SessionUser | undefined)?.session
        if (begun) return { ...begun }
        const parsed = SessionToken.parse(token)
        if (!(await guarded(request, () => findSession(db, parsed)))) throw new Error('this session has ended')
        return { ...parsed }
      },
      async session({ session, token }) {
        const person = await guarded(request, () => findSession(db, SessionToken.parse(token)))
        if (!person) throw new Error('this session has ended')
        return { expires: session.expires, user: { name: person.name, username: person.username, role: person.role } }
      },
    },
    events: {
      async signOut({ token }) {
        const parsed = SessionToken.safeParse(token)
        if (parsed.success) await guarded(request, () => logOut(request, parsed.data))
      },
    },
    logger: {
      error(code, metadata) {
        // An ended session and a damaged cookie are no faults of ours; next-auth reports both under these names.
        if (code === 'JWT_SESSION_ERROR' || code === 'SIGNOUT_ERROR') return
        const error = metadata instanceof Error ? metadata : 'error' in metadata ? metadata.error : undefined
        logEvent('warn', 'auth.error', { code, error: describeError(error) })
      },
      warn: (code) => logEvent('debug', 'auth.warning', { code }),
      debug: () => undefined,
    },
  }
}

async function logOut({ db, address }: AuthRequest, token: SessionToken): Promise<void> {
  const actor = await findSession(db, token)
  await db.transaction(async (tx) => {
    await endSession(tx, token.sid)
    if (!actor) return
    const subject = { id: actor.userId, username: actor.username }
    await recordOften(tx, { actor, address }, 'account.logged_out', { subject })
  })
}

/** next-auth's cookies, bound to this host where that can be: by itself it gives some a prefix that any subdomain may write under. */
function boundCookies(): NextAuthOptions['cookies'] {
  return {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() },
    },
    callbackUrl: hostCookie('callback-url'),
    state: hostCookie('state', WAY_SECONDS),
    nonce: hostCookie('nonce', WAY_SECONDS),
    pkceCodeVerifier: hostCookie('pkce.code_verifier', WAY_SECONDS),
  }
}

/** The cookie in which next-auth keeps where to go in the end. */
export function callbackUrlCookieName(): string {
  return hostCookie('callback-url').name
}

/** A cookie of next-auth's that is bound to this host, where that can be. */
function hostCookie(name: string, maxAge?: number) {
  return {
    name: `${secureCookies() ? '__Host-' : ''}next-auth.${name}`,
    options: {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: secureCookies(),
      ...(maxAge === undefined ? {} : { maxAge }),
    },
  } as const
}

function passwords(request: AuthRequest) {
  return CredentialsProvider({
    name: 'Password',
    credentials: FIELDS,
    authorize: (credentials) => guarded(request, () => authorize(request, credentials)),
  })
}

function bucketKeys(request: AuthRequest) {
  return CredentialsProvider({
    id: 's3-keys',
    name: 'S3 keys',
    credentials: KEYS,
    authorize: (typed) => guarded(request, () => authorizeKeys(request, typed ?? {})),
  })
}

async function authorizeKeys(request: AuthRequest, typed: Record<string, unknown>): Promise<SessionUser> {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const session = await request.enterByKeys({
    accessKeyId: text(typed.accessKeyId) ?? '',
    secretAccessKey: text(typed.secretAccessKey) ?? '',
    code: text(typed.code),
    email: text(typed.email),
    invitation: text(typed.invitation)?.slice(0, 100),
  })
  request.onLogIn(session.sub)
  return { id: session.sub, session }
}

/** @returns whether there is a session now; else where to go */
async function enterElsewhere(request: AuthRequest, user: SessionUser, claims: Claims): Promise<boolean | string> {
  try {
    const entered = await request.enter(claims)
    if (entered.kind === 'linked') return '/settings?ways=linked'
    if (entered.kind === 'second factor') {
      request.onCookie(pendingCookie.written(entered.pending))
      return `/login/code?next=${encodeURIComponent(request.next)}`
    }
    user.session = entered.session
    request.onLogIn(entered.session.sub)
    return true
  } catch (error) {
    request.onError(error)
    return false
  }
}

async function authorizeCode(request: AuthRequest, code: unknown): Promise<SessionUser> {
  const { db, pending, address, userAgent, sessionId: replaces, device } = request
  const typed = typeof code === 'string' ? code : undefined
  const session = await finishSecondStep(db, { pending, code: typed, address, userAgent, device, replaces })
  request.onLogIn(session.sub)
  request.onCookie(pendingCookie.cleared())
  return { id: session.sub, session }
}

async function authorize(
  request: AuthRequest,
  credentials: { login?: unknown; password?: unknown; code?: unknown } | undefined,
): Promise<SessionUser | null> {
  const { login, password, code } = credentials ?? {}
  if (typeof login !== 'string' || typeof password !== 'string') return null
  const { db, address, userAgent, sessionId, device } = request
  const session = await logIn(db, {
    login,
    password,
    code: typeof code === 'string' ? code : undefined,
    address,
    userAgent,
    device,
    replaces: sessionId,
  })
  if (session) request.onLogIn(session.sub)
  return session ? { id: session.sub, session } : null
}

/** next-auth takes whatever fails for an ended session or a wrong password; a database that is away is neither. */
async function guarded<T>(request: AuthRequest, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    request.onError(error)
    return null
  }
}
