import { randomUUID } from 'node:crypto'
import { identities, invitations } from '@/db/schema/entry'
import { makeAccountLink } from '@/lib/accounts/account-links'
import { hashOfOneTimeToken, makeOneTimeToken } from '@/lib/accounts/one-time-token'
import type { Instance } from './instance'

/** A way in of somebody's by an issuer. @returns its id */
export async function makeIdentity({ db }: Instance, userId: string): Promise<string> {
  const [identity] = await db
    .insert(identities)
    .values({ userId, kind: 'oidc', issuer: 'https://id.example.org', subject: randomUUID() })
    .returning({ id: identities.id })
  return identity?.id ?? ''
}

/**
 * An invitation of an administrator's, and a link for a new password of somebody's.
 * @returns the invitation's id, and what stands in both links
 */
export async function makeEntryLinks(
  { db }: Instance,
  createdBy: string,
  user: { id: string; sessionVersion: number },
): Promise<Record<string, string>> {
  const [inviteToken, id] = [makeOneTimeToken(), randomUUID()]
  const hash = hashOfOneTimeToken('invitation', inviteToken) as string
  const expiresAt = new Date(Date.now() + 3600_000)
  await db.insert(invitations).values({ id, hash, role: 'user', createdBy, expiresAt, email: `${id}@example.org` })
  const { token: resetToken } = await makeAccountLink(db, { user, purpose: 'password', minutes: 60 })
  return { invitation: id, inviteToken, resetToken }
}
