/** A text as it is kept: Unicode NFC, without NUL and lone surrogates (Postgres holds neither), trimmed. */
export function plainText(value: string): string {
  return value
    .replace(/\0|\p{Cs}/gu, '')
    .normalize('NFC')
    .trim()
}

/** Tags as they are kept: one line each, spaces single, none empty, none twice (case ignored; the first writing stays). */
export function plainTags(tags: string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) {
    const plain = plainText(tag.replace(/[\s\p{Cc}]+/gu, ' '))
    const key = tagKey(plain)
    if (plain !== '' && !seen.has(key)) seen.set(key, plain)
  }
  return [...seen.values()]
}

/** What two tags have in common that differ only in case. */
export function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase()
}
