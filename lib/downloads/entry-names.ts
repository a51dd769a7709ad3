/** Names Windows keeps for devices, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i
const MOST_BYTES = 180

/**
 * A file name that every system can unpack: NFC, no path, no control or reserved characters, no device name, no dot or
 * blank at its end, at most 180 bytes of UTF-8 with its extension kept.
 */
export function safeEntryName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/[. ]+$/, '')
  const [whole, extension] = splitExtension(plain)
  const bare = whole.replace(/^[. ]+/, '') || 'photo'
  const stem = DEVICE.test(bare + extension) ? `_${bare}` : bare
  return shorten(stem, MOST_BYTES - Buffer.byteLength(extension)) + extension
}

/** Gives each name once: a second `IMG_1.jpg` (or `img_1.JPG`: many systems fold case) becomes `IMG_1 (2).jpg`. */
export class EntryNames {
  readonly #taken = new Set<string>()
  readonly #counts = new Map<string, number>()

  /** @param name any file name; made safe first */
  next(name: string): string {
    const safe = safeEntryName(name)
    const [stem, extension] = splitExtension(safe)
    const folded = safe.toLowerCase()
    let count = this.#counts.get(folded) ?? 1
    let candidate = safe
    while (this.#taken.has(candidate.toLowerCase())) {
      count += 1
      candidate = `${stem} (${count})${extension}`
    }
    this.#counts.set(folded, count)
    this.#taken.add(candidate.toLowerCase())
    return candidate
  }
}

function splitExtension(name: string): [string, string] {
  const match = /^(.+)(\.[A-Za-z0-9]{1,8})$/.exec(name)
  return match ? [match[1] as string, match[2] as string] : [name, '']
}

/** Cut at a whole character. */
function shorten(text: string, bytes: number): string {
  let end = 0
  let size = 0
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    end += character.length
  }
  return text.slice(0, end)
}
