import * as z from 'zod'
import { isAccessToken } from '@/lib/auth/access-token'
import { Fatal } from './fatal'

/** Which Albumen is meant, and who asks. */
export interface ServerAddress {
  /** Without a slash at its end. */
  url: string
  token: string
}

const ADDRESS = 'write the address of the server, such as https://photos.example.org'
const TOKEN = 'make an access token in the settings of your account, under "Access tokens"'

const Variables = z.object({
  ALBUMEN_URL: z
    .string(`is missing: ${ADDRESS}`)
    .trim()
    .regex(/^https?:\/\/[^\s/?#@]+\/?$/, ADDRESS)
    .transform((url) => url.replace(/\/$/, '')),
  ALBUMEN_TOKEN: z
    .string(`is missing: ${TOKEN}`)
    .trim()
    .refine(isAccessToken, `is no access token, or mistyped: ${TOKEN}`),
})

/** @throws Fatal with every mistake, one a line; a token is never repeated */
export function parseServerAddress(variables: Record<string, string | undefined>): ServerAddress {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Variables.safeParse(given)
  if (parsed.success) return { url: parsed.data.ALBUMEN_URL, token: parsed.data.ALBUMEN_TOKEN }
  throw new Fatal(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
