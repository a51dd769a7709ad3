import { attributesOf, xmlTokens } from './xml-tokens'

const NAMESPACE = 'http://www.metadataworkinggroup.com/schemas/keywords/'
const PREFIX = /xmlns:([\w.-]{1,40})\s*=\s*["']http:\/\/www\.metadataworkinggroup\.com\/schemas\/keywords\/["']/
const MOST_DEEP = 100
const MOST_PATHS = 5000
const MAX_TOKENS = 200_000

interface Keyword {
  name: string
  children: Keyword[]
  /** Whether it was given itself, and not only as a parent of others; null where nobody says. */
  applied: boolean | null
}

interface Frame {
  name: string
  text: string
  keyword: Keyword | null
}

/**
 * The tree of keywords that the Metadata Working Group describes (guidelines 2.0, 5.11), in which only structure tells who is whose child.
 * @returns a path for each keyword that was given, its parts with `|` between them; null where the packet has no such tree
 */
export function readKeywordTree(packet: string): string[] | null {
  if (!packet.includes(NAMESPACE)) return null
  const prefix = PREFIX.exec(packet)?.[1]
  const roots = prefix === undefined ? null : readTree(packet, prefix)
  if (roots === null) return null
  const paths: string[] = []
  const walk = ({ name, children, applied }: Keyword, above: string[]) => {
    const path = [...above, name]
    if (name !== '' && (applied ?? children.length === 0) && paths.length < MOST_PATHS) paths.push(path.join('|'))
    for (const child of children) walk(child, path)
  }
  for (const root of roots) walk(root, [])
  return paths
}

function readTree(packet: string, prefix: string): Keyword[] | null {
  const [HIERARCHY, KEYWORD, APPLIED] = ['Hierarchy', 'Keyword', 'Applied'].map((name) => `${prefix}:${name}`)
  const stack: Frame[] = []
  const roots: Keyword[] = []
  let found = false
  let tokens = 0
  const nearest = () => stack.findLast(({ keyword }) => keyword !== null)?.keyword ?? null
  const tell = (name: string, value: string) => {
    const keyword = nearest()
    if (keyword && name === KEYWORD) keyword.name = value.trim()
    if (keyword && name === APPLIED) keyword.applied = value.trim().toLowerCase() === 'true'
  }
  for (const token of xmlTokens(packet)) {
    if (++tokens > MAX_TOKENS || stack.length > MOST_DEEP) break
    const top = stack.at(-1)
    if (token.kind === 'text') {
      if (top) top.text += token.text
    } else if (token.kind === 'end') {
      const closed = stack.pop()
      if (closed) tell(closed.name, closed.text)
    } else {
      found ||= token.name === HIERARCHY
      const inside = token.name === 'rdf:li' && stack.some(({ name }) => name === HIERARCHY)
      const keyword: Keyword | null = inside ? { name: '', children: [], applied: null } : null
      if (keyword) (nearest()?.children ?? roots).push(keyword)
      stack.push({ name: token.name, text: '', keyword })
      for (const [name, value] of attributesOf(token.attributes)) tell(name, value)
      if (token.empty) stack.pop()
    }
  }
  return found ? roots : null
}
