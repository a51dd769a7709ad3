import { trimmed } from './plain-text'

const LONGEST = 255

/**
 * A client's file name as it is kept and shown: its last path segment, Unicode NFC, without control characters and
 * without marks that turn the reading direction, at most 255 characters; `photo` when nothing is left.
 */
export function cleanFilename(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = trimmed(last.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ''))
  const kept = [...plain].slice(0, LONGEST).join('')
  return kept === '' || /^\.+$/.test(kept) ? 'photo' : kept
}
