import type { NextAuthOptions, User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Database } from '@/db/client'
import { describeError, logEvent } from '../log'
import type { Device } from './device-cookie'
import { findSession } from './find-session'
import { endSession, logIn } from './log-in'
import { authSecret, SESSION_SECONDS, SessionToken, secureCookies, sessionCookieName } from './session-cookie'

/** What next-auth cannot know by itself, for one request. */
export interface AuthRequest {
  db: Database
  address: string
  userAgent: string
  sessionId: string | null
  device: Device | null
  /** Told of whom a log-in succeeded for. */
  onLogIn: (userId: string) => void
  /** Makes an address to go to into one of this site. */
  toOwnAddress: (url: string, baseUrl: string) => string
  /** Told of what next-auth would swallow or put into an address. */
  onError: (error: unknown) => void
}

type SessionUser = User & { session?: SessionToken }

const FIELDS = {
  login: { label: 'E-mail or username' },
  password: { label: 'Password', type: 'password' },
  code: { label: 'Code of the second factor' },
}

/** next-auth's options for one request: passwords, a cookie that carries a session's id, the database asked each time. */
export function authOptions(request: AuthRequest): NextAuthOptions {
  const { db } = request
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: secureCookies(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() },
      },
      // By itself next-auth gives this one a prefix that any subdomain may write under.
      callbackUrl: {
        name: secureCookies() ? '__Host-next-auth.callback-url' : 'next-auth.callback-url',
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() },
      },
    },
    pages: { signIn: '/login', signOut: '/', error: '/login' },
    providers: [
      CredentialsProvider({
        name: 'Password',
        credentials: FIELDS,
        authorize: (credentials) => guarded(request, () => authorize(request, credentials)),
      }),
    ],
    callbacks: {
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
        if (parsed.success) await guarded(request, () => endSession(db, parsed.data.sid))
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
