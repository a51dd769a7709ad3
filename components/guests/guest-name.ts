import { createStore } from '../state/create-store'

/** What a name is wanted for. */
export type NameFor = 'pick' | 'add'

interface Asking {
  wanted: NameFor
  /** The link whose visitor is asked. */
  token: string
  answer: (name: string | null) => void
}

/** The question that waits for the visitor's name; null for none. The host of the dialogs shows it. */
export const nameQuestion = createStore<Asking | null>(null)

const names = new Map<string, string>()
const keyOf = (token: string) => `albumen.guest.${token.slice(0, 8)}`

/** Notes who the visitor of a link is, for this tab. */
export function noteGuestName(token: string, name: string): void {
  names.set(token, name)
  try {
    sessionStorage.setItem(keyOf(token), name)
  } catch {
    // Not kept where storage is off: asked once more after a reload.
  }
}

/** The name that the visitor of a link has given; null before. */
export function knownGuestName(token: string): string | null {
  const name = names.get(token) ?? readName(token)
  if (name !== null) names.set(token, name)
  return name
}

/** The visitor's name, asked for once. @returns null where the visitor would rather not */
export function guestName(token: string, wanted: NameFor): Promise<string | null> {
  const known = knownGuestName(token)
  if (known !== null) return Promise.resolve(known)
  nameQuestion.get()?.answer(null)
  return new Promise((resolve) => {
    nameQuestion.set({
      wanted,
      token,
      answer: (name) => {
        nameQuestion.set(null)
        resolve(name)
      },
    })
  })
}

function readName(token: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(token))
  } catch {
    return null
  }
}
