import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { record } from '../audit/record'
import { type Arrival, SignInRefusal } from '../auth/elsewhere'
import type { UserActor } from '../context/actor'
import type { Told } from './claims'

/** What an identity is known by. */
type Named = Pick<Told, 'kind' | 'issuer' | 'subject'>

/**
 * Makes whom the issuer names one more way into the account that is logged in: the one that asked, in the session in which it asked.
 * @throws SignInRefusal session-changed; taken: it is a way into an account already
 */
export async function linkIdentity(db: Database, told: Told, { actor, intent, address }: Arrival): Promise<void> {
  const link = intent?.link
  if (!actor || !link || actor.userId !== link.userId || actor.sessionId !== link.sessionId)
    throw new SignInRefusal('session-changed')
  await addIdentity(db, told, actor, address)
}

/** Adds a way into an account. @throws SignInRefusal taken: it is a way into an account already */
export async function addIdentity(db: Database, told: Named, actor: UserActor, address: string): Promise<void> {
  const { kind, issuer, subject } = told
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(identities)
      .values({ userId: actor.userId, kind, issuer, subject })
      .onConflictDoNothing()
      .returning({ id: identities.id })
    if (made.length === 0) throw new SignInRefusal('taken', 'conflict')
    const entry = { subject: { id: actor.userId, username: actor.username }, details: { by: kind } }
    await record(tx, { actor, address }, 'identity.linked', entry)
  })
}
