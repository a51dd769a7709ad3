import { env } from '../env'

/** What seals secrets at rest. @throws Error when AUTH_SECRET is missing: `npm start` makes and keeps one */
export function sealingSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set; start Albumen with `npm start`')
  return secret
}
