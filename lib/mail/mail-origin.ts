import { env } from '../env'

/**
 * Where links in mails lead: APP_URL, else this machine. No request says it, because its Host header may be forged.
 * @returns an origin without a slash at its end
 */
export function mailOrigin(): string {
  const { APP_URL, HOST, PORT } = env()
  if (APP_URL !== undefined) return APP_URL
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return `http://${host}:${PORT}`
}
