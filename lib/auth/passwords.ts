import { hash, verify } from '@node-rs/argon2'

/** OWASP's second recommended setting for Argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Hashes a password for storing (about 50–150 ms). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

let dummy: Promise<string> | undefined

/**
 * Compares a password with a stored hash. Without one (no such account) it works as long on a hash of nothing, so that
 * the time does not tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no account has this password')
  const against = stored?.startsWith('$argon2') ? stored : null
  const fallback = await dummy
  const matches = await verify(against ?? fallback, password.normalize('NFKC'))
  return against !== null && matches
}
