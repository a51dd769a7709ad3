const SEGMENT = '[a-z0-9][a-z0-9_-]{0,127}'
const KEY = new RegExp(`^(?:${SEGMENT}/){0,7}${SEGMENT}\\.[a-z0-9]{1,16}$`)

/**
 * Whether a string can be a key of a store: lower-case segments joined by single slashes, a dot only before the
 * extension of the last one. So no key can leave a folder, hide as a dot file, or be a folder and a file at once.
 */
export function isKey(key: string): boolean {
  return KEY.test(key)
}

/** @throws Error for anything that is no key: keys are made by us, so a wrong one is a mistake in the program */
export function assertKey(key: string): void {
  if (!isKey(key)) throw new Error('not a storage key')
}
