import { decode } from 'next-auth/jwt'

/** What a session cookie of the test holds. @throws Error when it is none */
export async function decodeToken(value: string, secret: string): Promise<Record<string, unknown>> {
  const token = await decode({ token: value, secret })
  if (!token) throw new Error('the cookie holds no token')
  return { sub: token.sub, sid: token.sid, ver: token.ver }
}
