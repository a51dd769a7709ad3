import * as z from 'zod'
import { trimmed } from '../media/plain-text'
import { Visibility } from '../photos/contract'

/** Shapes of accounts on the wire. Both sides parse with them; nothing here may import server code. */

/** Names that are addresses or roles of Albumen itself, so nobody may go by them. */
const RESERVED = new Set(
  `me admin administrator root system albumen api app auth login logout signin signout signup register settings gallery
  photos photo albums album map folders duplicates upload uploads trash sources source search docs help about public
  private static assets null undefined anonymous everyone nobody support security postmaster webmaster abuse moderator
  owner guest livez readyz metrics favicon robots sitemap well-known`.split(/\s+/),
)

/** The one written form of an e-mail address: compatibility characters folded, lower case, no outer spaces. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

export const Email = z
  .string()
  .max(320, 'use at most 254 characters')
  .transform(normaliseEmail)
  .pipe(z.email('write an address such as ada@example.org').max(254, 'use at most 254 characters'))

/** Whether a name is an address or a role of Albumen itself. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name)
}

/** A username in a change: whether a new one is good looks `assertNewUsername`, because an old one may stay. */
export const ChangedUsername = z.string().regex(/^[a-z0-9-]{3,30}$/, 'use 3 to 30 small letters, digits and hyphens')

export const Username = ChangedUsername.regex(/^[^-].*[^-]$/s, 'begin and end with a letter or a digit').refine(
  (name) => !isReserved(name),
  'choose another one, this is reserved',
)

export const PersonName = z
  .string()
  .overwrite(trimmed)
  .min(1, 'write a name')
  .max(100, 'use at most 100 characters')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these, and the marks that turn text around, are refused
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/u, 'leave out characters that cannot be shown')

/** At least 10 characters (code points); at most 256 bytes. */
export const Password = z
  .string()
  .refine((password) => [...password].length >= 10, 'use at least 10 characters')
  .refine((password) => new TextEncoder().encode(password).length <= 256, 'use at most 256 bytes')

/** A password as typed to confirm something: whatever is stored, so no rules beyond a limit. */
export const TypedPassword = z.string().min(1, 'type your current password').max(1024, 'use at most 1024 characters')

export const SignUp = z
  .strictObject({
    email: Email.describe('Address to log in with.'),
    username: Username.describe('The name in addresses: 3 to 30 small letters, digits and hyphens.'),
    password: Password.describe('At least 10 characters.'),
    name: PersonName.optional().describe('What the person is called; the username where it is left out.'),
    invitation: z
      .string()
      .max(100)
      .optional()
      .describe('The last part of an invitation’s address: it says role and storage, and opens a closed library.'),
  })
  .meta({ id: 'SignUp' })
export type SignUp = z.input<typeof SignUp>

/** One's own account. */
export const Me = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    email: z.string().describe('Address to log in with.'),
    pendingEmail: z
      .string()
      .nullable()
      .describe('The address that takes its place once the link mailed to it is opened; null for none.'),
    username: z.string().describe('The name in addresses.'),
    name: z.string().describe('What the person is called.'),
    role: z.enum(['admin', 'user']).describe('Whether it is an administrator.'),
    hasPassword: z.boolean().describe('Whether it can log in with a password; else it signs in elsewhere only.'),
    secondFactor: z.boolean().describe('Whether it has a second factor.'),
    showLocation: z.boolean().describe('Whether others see where public photos were taken.'),
    allowOriginals: z.boolean().describe('Whether others may load originals of public photos, without metadata.'),
    uploadVisibility: Visibility.describe(
      'What the screens’ upload forms begin with. Uploads by program are private unless they say otherwise.',
    ),
    quotaBytes: z.int().nullable().describe('How much the account may keep; null for no limit.'),
    createdAt: z.string().describe('When it was made.'),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const Storage = z
  .strictObject({
    usedBytes: z.int().describe('What one’s uploads take: those in the trash and those announced included.'),
    quotaBytes: z.int().nullable().describe('How much the account may keep; null for no limit.'),
    leftBytes: z.int().nullable().describe('What is left of it; null for no limit.'),
  })
  .meta({ id: 'Storage' })
export type Storage = z.infer<typeof Storage>

/** `password` and `email` need `currentPassword` beside them. */
export const MeChanges = z
  .strictObject({
    name: PersonName.optional().describe('What the person is called.'),
    username: ChangedUsername.optional().describe('The name in addresses.'),
    email: Email.optional().describe(
      'Address to log in with. Where the library sends mail, it holds once the link that is mailed to it is opened.',
    ),
    password: Password.optional().describe('At least 10 characters.'),
    currentPassword: TypedPassword.optional().describe('The password as it is now, to confirm.'),
    showLocation: z.boolean().optional().describe('Whether others see where public photos were taken.'),
    allowOriginals: z
      .boolean()
      .optional()
      .describe('Whether others may load originals of public photos, without metadata.'),
    uploadVisibility: Visibility.optional().describe('What the screens’ upload forms begin with.'),
  })
  .meta({ id: 'MeChanges' })
export type MeChanges = z.input<typeof MeChanges>

export const MeDeletion = z.strictObject({
  currentPassword: TypedPassword.optional().describe(
    'The password as it is now, to confirm; left out by an account without one, which needs a sign-in younger than 10 minutes.',
  ),
})

export const DeletionReport = z
  .strictObject({
    username: z.string().describe('Whose account it was.'),
    photos: z.int().describe('Photos that went, those of sources included.'),
    bytes: z.int().describe('What its uploads took.'),
    albums: z.int().describe('Albums that went.'),
    links: z.int().describe('Share links that ended.'),
    sources: z.int().describe('Sources whose index went. Their files are untouched.'),
    guests: z.int().describe('Visitors of its share links, with what they marked.'),
    sessions: z.int().describe('Log-ins that ended.'),
    tokens: z.int().describe('Access tokens that ended.'),
    webhooks: z.int().describe('Webhooks that went.'),
    files: z.int().describe('Files in the store that are deleted now, originals and pictures drawn of them.'),
  })
  .meta({ id: 'DeletionReport' })
export type DeletionReport = z.infer<typeof DeletionReport>

export const Session = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    current: z.boolean().describe('Whether it is the session of this request.'),
    userAgent: z.string().describe('The browser as it named itself.'),
    createdAt: z.string().describe('When it was made.'),
    lastSeenAt: z.string().describe('When it was used last.'),
    expiresAt: z.string().describe('When it ends.'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const SessionList = z
  .strictObject({
    items: z.array(Session).describe('In the list’s order.'),
    next: z.null().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'SessionList' })
export const SessionParams = z.object({ id: z.uuid().describe('The id in the path.') })
