import { AppError } from '../errors/app-error'

/**
 * A password that says the account's own name protects nothing.
 * @throws AppError invalid
 */
export function assertPasswordIsNotTheName(password: string, account: { email: string; username: string }): void {
  const plain = password.normalize('NFKC').trim().toLowerCase()
  const [mailbox = ''] = account.email.split('@')
  for (const name of [account.email, account.username, mailbox]) {
    if (plain === name) {
      const message = 'choose one that is not your e-mail address or username'
      throw new AppError('invalid', `password: ${message}`, { errors: [{ path: 'password', message }] })
    }
  }
}
