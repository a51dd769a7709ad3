/** Whoever is logged in; null: nobody. */
export type Person = { username: string | null }

/** Asks the server who is logged in. @returns null where nobody can say: it does not answer */
export async function whoIsIt(): Promise<Person | null> {
  const reply = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null)
  if (reply?.status === 401) return { username: null }
  return reply?.ok ? ((await reply.json()) as Person) : null
}
