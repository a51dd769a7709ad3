/** Why signing in elsewhere did not work, in words. @param reason as it stands in the address @param issuer what people call it */
export function signInTrouble(reason: string, issuer: string | null): string {
  const name = issuer ?? 'the other way'
  const words = Object.hasOwn(WORDS, reason) ? WORDS[reason] : undefined
  return words?.(name) ?? 'Logging in did not work. Try again.'
}

const WORDS: Record<string, (name: string) => string> = {
  OAuthSignin: (name) => `${name} does not answer as it should. Try again later.`,
  OAuthCallback: (name) => `Signing in with ${name} was not finished, or what it answered does not hold. Begin again.`,
  disabled: () => 'This account is disabled. Ask an administrator of this library.',
  closed: (name) => `Nobody here is known as you are at ${name}, and this library takes no new accounts.`,
  invite: (name) =>
    `Nobody here is known as you are at ${name}, and this library takes new accounts by invitation only.`,
  invitation: () => 'This invitation does not hold, or not any more. Ask for a new one.',
  'invitation-email': (name) => `This invitation is for another e-mail address than the one that ${name} says.`,
  'email-missing': (name) => `${name} does not say your e-mail address, which a new account needs.`,
  'email-unconfirmed': (name) => `Confirm your e-mail address at ${name} first: a new account needs it.`,
  'email-taken': (name) =>
    `An account here has your e-mail address already. Log in to that one, and link ${name} in its settings.`,
  taken: (name) => `Whom ${name} names is linked already, with this account or another one.`,
  'session-changed': () => 'You have logged out since you began. Log in and begin again.',
  claims: (name) => `What ${name} says of you makes no sense here.`,
  rate_limited: () => 'Too many attempts. Try again in some minutes.',
  unavailable: () => 'The library is busy. Try again in a moment.',
}
