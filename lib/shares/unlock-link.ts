import { clearAttempts, countAttempt, LINK_PASSWORD, LINK_PASSWORDS, returnAttempt, tooMany } from '../auth/attempts'
import { checkInTurn } from '../auth/check-in-turn'
import { verifyPassword } from '../auth/passwords'
import { type SlowLanes, slowLanes } from '../auth/slow-lane'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { findLink } from './open-link'
import { unlockedCookies } from './unlock-cookie'

interface Unlock {
  token: string
  password: string
  /** Where the request comes from, for the limits. */
  address: string
}

/**
 * Checks a link's password. As at the log-in, whoever guesses is slowed down and a right password still gets in.
 * @returns the Set-Cookie values that unlock it in this browser
 * @throws AppError not_found; unauthenticated: not the password; rate_limited: the sixth wrong one in a quarter of an hour
 */
export async function unlockLink(ctx: Context, input: Unlock, lanes: SlowLanes = slowLanes): Promise<string[]> {
  const { token, password, address } = input
  const found = await findLink(ctx.db, token)
  if (!found) throw notFound()
  const { link } = found
  if (link.passwordHash === null) return []
  const pair = `${link.id}\n${address}`
  const ofAddress = await countAttempt(ctx.db, LINK_PASSWORDS, address)
  const ofPair = await countAttempt(ctx.db, LINK_PASSWORD, pair)
  const check = () => verifyPassword(link.passwordHash, password)
  const matches = ofPair.over
    ? await lanes.check(pair, password, check)
    : ofAddress.over
      ? await checkInTurn(address, check)
      : await check()
  if (!matches) {
    if (ofPair.over) throw tooMany(lanes.secondsLeft(pair))
    if (ofAddress.over) throw tooMany(ofAddress.seconds)
    throw new AppError('unauthenticated', 'This is not the password of this link.')
  }
  await clearAttempts(ctx.db, LINK_PASSWORD, pair)
  await returnAttempt(ctx.db, LINK_PASSWORDS, address)
  return unlockedCookies(link, token)
}
