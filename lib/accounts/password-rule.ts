import { COMMON_PASSWORDS } from '../auth/common-passwords'
import { env } from '../env'
import { AppError } from '../errors/app-error'

/** Words that say what this is and who one is here; `docs/sign-in.md` names them. */
const OWN_WORDS = ['albumen', 'photo', 'photos', 'library', 'gallery', 'pictures', 'password', 'admin', 'administrator']
/** Labels of a host that are no names. */
const NO_NAMES = new Set(['www', 'com', 'org', 'net', 'localhost'])

let common: Set<string> | undefined

/**
 * A password that is guessed first protects nothing: one of those used most, or the account's own name, or a word of this place,
 * with or without digits and signs around it.
 * @throws AppError invalid
 */
export function assertPasswordIsNoGuess(password: string, account: { email: string; username: string }): void {
  const plain = password.normalize('NFKC').trim().toLowerCase()
  if (isName(plain, account)) refuse('choose one that is not your e-mail address or username')
  if (isWordOfThisPlace(plain)) refuse('choose one that is more than a word of this site')
  common ??= new Set(COMMON_PASSWORDS.split(' '))
  if (common.has(plain)) refuse('choose another one: many people use this, so it is tried first')
}

function isName(plain: string, { email, username }: { email: string; username: string }): boolean {
  const [mailbox = ''] = email.split('@')
  return [email, username, mailbox].includes(plain) || isMadeOf(plain, [username, mailbox])
}

function isWordOfThisPlace(plain: string): boolean {
  const host =
    env()
      .APP_URL?.replace(/^https?:\/\//, '')
      .replace(/:\d+$/, '') ?? ''
  return isMadeOf(plain, [...OWN_WORDS, host, ...host.split('.').filter((label) => !NO_NAMES.has(label))])
}

/** Whether nothing is left but these words, once digits and signs are taken away. */
function isMadeOf(plain: string, words: string[]): boolean {
  const known = words.map(lettersOf).filter((word) => word.length >= 3)
  return known.length > 0 && new RegExp(`^(?:${known.join('|')})+$`, 'u').test(lettersOf(plain))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/\P{L}/gu, '')
}

function refuse(message: string): never {
  throw new AppError('invalid', `password: ${message}`, { errors: [{ path: 'password', message }] })
}
