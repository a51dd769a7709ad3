const MOST_LINES = 2_000

/** Collects what could not be in a zip, for the text file at its end. */
export class NotIncluded {
  readonly #lines: string[] = []
  #named = 0
  #unnamed = 0
  #unread = 0

  /** @param total photos that were asked for */
  constructor(private readonly total: number) {}

  /** A photo that its reader may know of, and why it is not there. @param reason a sentence */
  named(name: string, reason: string): void {
    this.#named += 1
    if (this.#lines.length < MOST_LINES) this.#lines.push(`${name}: ${reason}`)
  }

  /** A photo of which nothing may be told any more. */
  unnamed(): void {
    this.#unnamed += 1
  }

  /** Photos that could not even be asked for. */
  unknown(count: number): void {
    this.#unread += count
  }

  /** The text; null when everything is there. */
  note(): string | null {
    const missing = this.#named + this.#unnamed + this.#unread
    if (missing === 0) return null
    const lines = [`${missing} of ${this.total} photos are not in this zip.`, '']
    lines.push(...this.#lines)
    if (this.#named > this.#lines.length) lines.push(`And ${this.#named - this.#lines.length} more like these.`)
    if (this.#unnamed > 0) lines.push(`${this.#unnamed} deleted or no longer shared.`)
    if (this.#unread > 0) lines.push(`${this.#unread} could not be asked for: the database did not answer. Try again.`)
    return `${lines.join('\n')}\n`
  }
}

/** @param names of uploads whose bytes in the store are not those that were uploaded @returns what a text file says of them; null for none */
export function damagedNote(names: readonly string[]): string | null {
  if (names.length === 0) return null
  const count = names.length === 1 ? '1 photo is' : `${names.length} photos are`
  const told = `${count} in this zip as the file lies in the store now, which is not what was uploaded: it may be damaged.`
  return `${[told, 'Upload the photo again to heal it.', '', ...names].join('\n')}\n`
}
