/** What XML is made of, as far as metadata use it. */
export type XmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'start'; name: string; attributes: string; empty: boolean }
  | { kind: 'end' }

/** A name takes its whole run of characters and the value is optional, so that nothing is tried twice. */
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g

/** Splits XML in one pass: every end is looked for once, and where one is missing the text ends. */
export function* xmlTokens(text: string): Generator<XmlToken> {
  const endOfTag = tagEnds(text)
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<', at)
    if (start !== at) yield { kind: 'text', text: unescapeXml(text.slice(at, start < 0 ? text.length : start)) }
    if (start < 0) return
    const [close, skipped] = text.startsWith('<!--', start)
      ? ['-->', 4]
      : text.startsWith('<![CDATA[', start)
        ? [']]>', 9]
        : ['>', 1]
    const end = skipped === 1 ? endOfTag(start + 1) : text.indexOf(close, start + skipped)
    const inside = text.slice(start + skipped, end < 0 ? text.length : end)
    if (skipped === 9) yield { kind: 'text', text: inside }
    if (end < 0) return
    at = end + close.length
    if (skipped !== 1 || inside.startsWith('?') || inside.startsWith('!')) continue
    if (inside.startsWith('/')) yield { kind: 'end' }
    else {
      const empty = inside.endsWith('/')
      const name = /^[^\s/]+/.exec(inside)?.[0]
      if (name) yield { kind: 'start', name, attributes: inside.slice(name.length), empty }
    }
  }
}

/** Where tags of a text end: a `>` between quotes behind an equals sign is part of a value. A quote that opens nothing is passed over. */
function tagEnds(text: string): (start: number) => number {
  // Where no such quote follows any more: a text of open quotes is not searched for each of them.
  const last: Record<string, number> = { '"': text.lastIndexOf('"'), "'": text.lastIndexOf("'") }
  const sign = /["'>]/g
  return (start) => {
    sign.lastIndex = start
    for (let found = sign.exec(text); found; found = sign.exec(text)) {
      const [quote] = found
      if (quote === '>') return found.index
      if (
        !/=\s{0,20}$/.test(text.slice(Math.max(start, found.index - 21), found.index)) ||
        (last[quote] ?? -1) <= found.index
      )
        continue
      const close = text.indexOf(quote, found.index + 1)
      if (!text.slice(found.index, close).includes('<')) sign.lastIndex = close + 1
    }
    return -1
  }
}

/** The attributes of a start tag, in order, unescaped. */
export function attributesOf(attributes: string): [name: string, value: string][] {
  return [...attributes.matchAll(ATTRIBUTE)].map((found): [string, string] => [
    found[1] ?? '',
    unescapeXml(found[2] ?? found[3] ?? ''),
  ])
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(value: string): string {
  if (!value.includes('&')) return value
  return value.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}
