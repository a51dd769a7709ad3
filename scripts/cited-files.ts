import path from 'node:path'
import ts from 'typescript'

/** A word that begins with a folder of the project: a file, a file without its ending, or a folder. */
const PLACE = /(?<![\w@/.*:$-])(?:app|components|lib|db|scripts|e2e|docs)\/[\w.()[\]/-]*[\w)\]]/g
/** A file named by its ending, with or without folders. `*.test.ts` is a pattern, a name in an address is somebody else's. */
const NAMED = /(?<![\w@/.*:{}<>-])(?:\.{1,2}\/)*[\w-][\w./()[\]-]*\.(?:tsx?|mjs|md|sql)(?![\w/(-])/g
const LINK = /\]\(([^)\s]+)\)/g
const FENCE = /^```[\s\S]*?^```/gm
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.sql', '.md']

/** What a text looks like to the check; undefined for files that cite nothing we can judge (migrations are frozen). */
function kindOf(file: string): 'prose' | 'code' | 'plain' | undefined {
  if (file.endsWith('.md')) return 'prose'
  if (/\.(tsx?|mjs|js)$/.test(file)) return 'code'
  return /\.(css|sql)$/.test(file) && !file.startsWith('db/migrations/') ? 'plain' : undefined
}

/**
 * Finds what documents and comments cite and the project does not hold.
 * @param texts path from the project's root → text, of documents and sources; others are passed over
 * @param files every file of the project
 * @returns one line for each citation that leads nowhere
 */
export function deadCitations(texts: Map<string, string>, files: string[]): string[] {
  const project = new Project(files)
  return [...texts].flatMap(([file, text]) => {
    const dead = citationsOf(file, text).filter((cited) => !project.holds(cited, file))
    return [...new Set(dead)].map((cited) => `${file}: cites ${cited}, which is not there`)
  })
}

function citationsOf(file: string, text: string): string[] {
  const kind = kindOf(file)
  if (kind === 'prose') return citedInProse(text)
  if (kind === undefined || !mentions(text)) return []
  return (kind === 'code' ? commentsOf(file, text) : [text]).flatMap(citedInWords)
}

/** Examples between fences may name files of the reader; only the project's folders are looked at there. */
function citedInProse(text: string): string[] {
  const links = [...text.matchAll(LINK)].map((match) => match[1] ?? '')
  const inside = links.filter((link) => !/^([a-z]+:|#)/.test(link)).map((link) => link.replace(/#.*$/, ''))
  const words = text.replace(LINK, ' ')
  return [...inside, ...placesIn(words), ...(words.replace(FENCE, '').match(NAMED) ?? [])]
}

function citedInWords(text: string): string[] {
  return [...placesIn(text), ...(text.match(NAMED) ?? [])]
}

/** A closing parenthesis belongs to the sentence, unless it closes a group of app. */
function placesIn(text: string): string[] {
  return (text.match(PLACE) ?? []).map((place) => (place.includes('(') ? place : place.replace(/\)+$/, '')))
}

function mentions(text: string): boolean {
  return citedInWords(text).length > 0
}

/** The comments of a source file. Text of JSX holds none, though it may look so. */
function commentsOf(file: string, text: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const found = new Map<number, string>()
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return
    const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? []
    for (const { pos, end } of [...ranges, ...(ts.getTrailingCommentRanges(text, node.end) ?? [])]) {
      found.set(pos, text.slice(pos, end))
    }
    for (const child of node.getChildren(source)) visit(child)
  }
  visit(source)
  return [...found.values()]
}

class Project {
  private readonly paths = new Set<string>()
  private readonly names = new Set<string>()

  constructor(files: string[]) {
    for (const file of files) {
      this.names.add(path.posix.basename(file))
      for (let part = file; part !== '.'; part = path.posix.dirname(part)) this.paths.add(part)
    }
  }

  /** A path is read from the root or from the file that cites it; a bare name may lie anywhere. */
  holds(cited: string, by: string): boolean {
    const plain = decodeURI(cited).replace(/\/$/, '')
    if (!plain.includes('/') && this.names.has(plain)) return true
    const beside = path.posix.join(path.posix.dirname(by), plain)
    return [path.posix.normalize(plain), beside].some((place) => ENDINGS.some((end) => this.paths.has(place + end)))
  }
}

/**
 * Compares the table of docs/architecture.md with the list of folders.
 * @param order the folders, from the ground up
 * @param page text of the document: a row begins with "| `folder` |"
 */
export function undescribedRooms(order: string[], page: string): string[] {
  const listed = [...page.matchAll(/^\| `([\w/-]+)` \|/gm)].map((match) => match[1] ?? '')
  const say = (fault: string) => `docs/architecture.md: ${fault}`
  const missing = order.filter((room) => !listed.includes(room))
  const gone = listed.filter((row) => !order.includes(row))
  if (missing.length + gone.length > 0)
    return [
      ...missing.map((room) => say(`has no row for ${room}; scripts/structure-order.ts has it`)),
      ...gone.map((row) => say(`has a row for ${row}, which scripts/structure-order.ts does not have`)),
    ]
  const same = listed.length === order.length && order.every((room, at) => listed[at] === room)
  return same ? [] : [say('lists the folders in another order than scripts/structure-order.ts')]
}
