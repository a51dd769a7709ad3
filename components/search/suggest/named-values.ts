/** Keys whose values are ids, which people read and write as names. */
export const NAMED_KEYS: ReadonlySet<string> = new Set(['album', 'source'])

const ids = new Map<string, string>()
const nameOf = (key: string, name: string) => `${key}:${name.trim().toLowerCase()}`

/** What a name stands for from now on, as this person has met it on the screen. */
export function rememberName(key: string, name: string, id: string): void {
  ids.set(nameOf(key, name), id)
}

/** The id that a name was last met for. */
export function idOfName(key: string, name: string): string | undefined {
  return ids.get(nameOf(key, name))
}
