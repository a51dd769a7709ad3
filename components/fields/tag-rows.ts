/** Longer values are cut: a maker's note may have thousands of numbers. */
const LONGEST = 300

/** Raw tags as lines of a table, nested ones with the names of what they are in, in the order of the alphabet. */
export function tagRows(exif: Record<string, unknown>): { name: string; value: string }[] {
  return [...lines(exif, '')].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function* lines(tags: Record<string, unknown>, within: string): Generator<{ name: string; value: string }> {
  for (const [key, value] of Object.entries(tags)) {
    const name = within ? `${within}.${key}` : key
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      yield* lines(value as Record<string, unknown>, name)
    } else yield { name, value: words(value) }
  }
}

function words(value: unknown): string {
  const text = Array.isArray(value) ? value.map(words).join(', ') : String(value ?? '')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
