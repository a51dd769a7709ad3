/** Nothing of it is seen: spaces, controls, joiners and fillers that have no shape of their own. */
const UNSEEN = /^[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u

/** A text without spaces around it; empty where nothing of it would be seen. The marks of a text that shows stay: emoji are joined by them. */
export function trimmed(value: string): string {
  return UNSEEN.test(value) ? '' : value.trim()
}

/** A text as it is kept: Unicode NFC, without NUL and lone surrogates (Postgres holds neither), trimmed. */
export function plainText(value: string): string {
  return trimmed(value.replace(/\0|\p{Cs}/gu, '').normalize('NFC'))
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
function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase()
}
