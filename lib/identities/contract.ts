import * as z from 'zod'
import { TypedPassword } from '../accounts/contract'

/** Shapes of other ways in on the wire. Both sides parse with them; nothing here may import server code. */

const currentPassword = TypedPassword.optional().describe(
  'The password of the account, to confirm; left out by an account without one, which needs a sign-in younger than 10 minutes.',
)

export const Identity = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    kind: z.enum(['oidc', 's3']).describe('What it is: somebody at an OpenID issuer, or an access key of a bucket.'),
    issuer: z.string().describe('Where: the address of the issuer, or server and bucket.'),
    subject: z.string().describe('What one is there; the id of the access key.'),
    name: z.string().describe('What people call the issuer here.'),
    usable: z.boolean().describe('Whether one can come in by it now: the library still asks this issuer.'),
    createdAt: z.string().describe('When it was linked.'),
    lastUsedAt: z.string().nullable().describe('When it let somebody in last; null for never.'),
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof Identity>

export const IdentityList = z
  .strictObject({
    items: z.array(Identity).describe('In the list’s order.'),
    next: z.null().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'IdentityList' })

export const IdentityProof = z.strictObject({ currentPassword })
export const IdentityParams = z.object({ id: z.uuid().describe('The id in the path.') })

export const LinkIntent = z
  .strictObject({
    intent: z
      .string()
      .describe('Sent as `intent` with `POST /api/auth/signin/oidc` in this session, within 15 minutes.'),
  })
  .meta({ id: 'LinkIntent' })

export const KeysToLink = z.strictObject({
  currentPassword,
  accessKeyId: z
    .string()
    .min(1, 'type the access key')
    .max(128, 'use at most 128 characters')
    .describe('The access key.'),
  secretAccessKey: z
    .string()
    .min(1, 'type the secret key')
    .max(256, 'use at most 256 characters')
    .describe('The secret key: it is tried once and kept nowhere.'),
})
export type KeysToLink = z.output<typeof KeysToLink>
