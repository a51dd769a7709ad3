import * as z from 'zod'
import { trimmed } from '../media/plain-text'

/** Shapes of access tokens on the wire. Both sides parse with them; nothing here may import server code. */

/** How long a token lives where nothing else is said, in days. */
export const TOKEN_DAYS = 90

const Scope = z.enum(['read', 'write'])

const Name = z
  .string()
  .overwrite(trimmed)
  .min(1, 'write a name')
  .max(100, 'use at most 100 characters')
  .describe('What it is for.')

const scopes = z.array(Scope).describe('What it may do: `read`, or `read` and `write`.')

export const TokenMaking = z
  .strictObject({
    name: Name,
    scopes: z
      .array(Scope, 'write a list, such as ["read"]')
      .min(1, 'name `read` or `write`')
      .max(2)
      .describe('What it may do; `write` includes `read`.'),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'write a time such as 2027-01-31T12:00:00Z' })
      .nullable()
      .optional()
      .describe(`When it ends; ${TOKEN_DAYS} days from now where it is left out, null for never.`),
    currentPassword: z
      .string('type your current password')
      .min(1, 'type your current password')
      .max(1024, 'use at most 1024 characters')
      .optional()
      .describe(
        'The password of the account, to confirm; left out by an account without one, which needs a sign-in younger than 10 minutes.',
      ),
  })
  .meta({ id: 'TokenMaking' })
export type TokenMaking = z.input<typeof TokenMaking>

export const Token = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    name: z.string().describe('What it is for.'),
    scopes,
    createdAt: z.string().describe('When it was made.'),
    lastUsedAt: z.string().nullable().describe('When it was used last, to the minute; null if never.'),
    expiresAt: z.string().nullable().describe('When it ends; null for never.'),
  })
  .meta({ id: 'Token' })
export type Token = z.infer<typeof Token>

export const NewToken = z
  .strictObject({
    ...Token.shape,
    token: z.string().describe('What programs send as `Authorization: Bearer …`. Shown this once.'),
  })
  .meta({ id: 'NewToken' })
export type NewToken = z.infer<typeof NewToken>

export const TokenList = z
  .strictObject({
    items: z.array(Token).describe('Latest first.'),
    next: z.null().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'TokenList' })
export const TokenParams = z.object({ id: z.uuid().describe('The id in the path.') })
