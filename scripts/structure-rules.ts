import path from 'node:path'
import { type Import, importsOf, MAX_FUNCTION_LINES, type SourceFacts } from './structure-facts'
import { ORDER, WALLS } from './structure-order'

/** Lines that a file may have. */
export const MAX_LINES = 250

/** Source files that lie flat in one folder, tests aside. */
export const MAX_FILES = 30

const SERVER_PACKAGE =
  /^(node:.*|pg|drizzle-orm(\/.*)?|sharp|exifr|graphile-worker|@aws-sdk\/.*|@node-rs\/argon2|next-auth(\/(?!react).*)?|next\/(headers|server|cache))$/
const BAD_NAME = /^(utils?|helpers?|misc|common|shared)$/i
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/
/** File and folder names that Next.js gives a meaning to: groups, parameters, private folders. */
const NEXT_FOLDER = /^(\([a-z-]+\)|\[\[?(\.\.\.)?[a-zA-Z]+\]?\]|_[a-z-]+)$/

/** Tests, their fixtures and measurements stand outside the layers: they may look at anything. */
const isTest = (file: string) => /\.test\.tsx?$|(^|\/)testing\/|^e2e\/|^scripts\/bench\//.test(file)
/** Top-level folders whose files have a place in the order. */
const ORDERED = /^(app|components|db|lib|scripts)\//
const rankOf = new Map(ORDER.map((folder, rank) => [folder, rank]))

/** The room a file stands in: its folder of the order. `app` and `scripts` are one room each, and Next.js looks for two of app beside it. */
function roomOf(file: string): string {
  if (/^(proxy|instrumentation(-client)?)\.ts$/.test(file)) return 'app'
  const folder = path.posix.dirname(file)
  return /^(app|scripts)\//.test(file) ? folder.slice(0, folder.indexOf('/') >>> 0) : folder
}

/**
 * Checks the sources against the rules of the house.
 * @param sources path from the project's root (slashes) → text, for every ts, tsx, js and mjs file
 * @returns one line for each fault: file, what is wrong, what would be right
 */
export function checkStructure(sources: Map<string, string>): string[] {
  const facts = new Map([...sources].map(([file, text]) => [file, importsOf(file, text)]))
  const house = new House(facts)
  const faults: string[] = []
  for (const [file, text] of sources) {
    const fact = facts.get(file) as SourceFacts
    const say = (fault: string) => faults.push(`${file}: ${fault}`)
    checkFile(file, text, fact, say)
    for (const one of fact.imports) {
      checkPackage(file, one, say)
      const target = house.resolve(file, one.specifier)
      if (target) house.checkArrow(file, target, one, say)
      else if (isOurs(one.specifier))
        say(`imports ${one.specifier}, where the check finds no file: code stands in the folders of structure-order.ts`)
    }
  }
  return [...faults, ...crowded([...sources.keys()]), ...house.cycles()]
}

/** Other spellings of who may see what, as SQL and as Drizzle writes it. What is private may be asked for: only its owner's code can. */
const ACCESS_RULE = new RegExp(
  [
    String.raw`\bvisibility\}?\s*(=|in)\s*\(?'public'`,
    String.raw`\bvisibility\}?\s*(<>|!=|not in)\s*\(?'private'`,
    String.raw`\b(eq|inArray)\([\w.]+\.visibility, \[?'public'`,
    String.raw`\b(ne|notInArray)\([\w.]+\.visibility, \[?'private'`,
    String.raw`\b(show_location|allow_originals)\b`,
    String.raw`\b(eq|ne)\([\w.]+\.(showLocation|allowOriginals)\b`,
    String.raw`\$\{[\w.]+\.(showLocation|allowOriginals)\}`,
  ].join('|'),
)
/** Whose account is disabled: accounts and log-in ask it too, of who may log in. */
const DISABLED_RULE =
  /\bdisabled_at\b|(?<!webhooks)\.disabledAt\} is|\bis(Not)?Null\((?!webhooks\.)[\w.]+\.disabledAt\)/
const ACCESS_HOME = /^(lib\/access\/|db\/|scripts\/structure-)/
const ACCOUNT_HOME = /^lib\/(accounts|auth)\//

/** A specifier of our own code, not of a package, a style sheet or data. */
const isOurs = (specifier: string) => /^(@\/|\.)/.test(specifier) && !/\.(css|json)$/.test(specifier)

type Say = (fault: string) => void

function checkFile(file: string, text: string, fact: SourceFacts, say: Say): void {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (lines > MAX_LINES)
    say(`has ${lines} lines, ${MAX_LINES} are the most: it holds a second subject, give that its own file`)
  const parts = file.split('/')
  const stem = (parts.at(-1) ?? '').replace(/(\.d)?\.(tsx?|mjs|js)$/, '')
  for (const part of [...parts.slice(0, -1), stem]) {
    if (BAD_NAME.test(part)) say(`"${part}" says nothing: name it after what is in it`)
    else if (!KEBAB.test(part) && !NEXT_FOLDER.test(part)) say(`"${part}" is not kebab-case`)
  }
  if (stem === 'index') say('is a barrel: import each thing from the file that holds it')
  if (fact.usesAny) say(`uses the type any (line ${fact.usesAny}): say what it is, or unknown`)
  const spelled = spelledRule(file, text)
  if (spelled) say(`spells who may see what ("${spelled}"): take the condition from lib/access`)
  if (fact.serverAction) say('holds a server action: the API is route handlers')
  const early = file.endsWith('.mjs')
  const readsFreely = file === 'lib/env.ts' || early || !ORDERED.test(file) || isTest(file)
  if (!isTest(file) && fact.longFunction) {
    const { name, line, lines } = fact.longFunction
    say(`${name} (line ${line}) has ${lines} lines, ${MAX_FUNCTION_LINES} are the most: cut it into named steps`)
  }
  if (fact.readsEnvironment && !readsFreely)
    say(`reads process.env (line ${fact.readsEnvironment}): ask env() of lib/env.ts`)
}

/** The same in the functions and triggers of the database, whose home is `db/functions/access.sql`. @param texts by path */
export function rulesInSql(texts: Map<string, string>): string[] {
  return [...texts].flatMap(([file, text]) => {
    if (!/^db\/functions\/.*\.sql$/.test(file) || file === 'db/functions/access.sql') return []
    const spelled = (ACCESS_RULE.exec(text) ?? DISABLED_RULE.exec(text))?.[0]
    return spelled ? [`${file}: spells who may see what ("${spelled}"): call a function of access.sql`] : []
  })
}

function spelledRule(file: string, text: string): string | undefined {
  if (isTest(file) || ACCESS_HOME.test(file)) return undefined
  return (ACCESS_RULE.exec(text) ?? (ACCOUNT_HOME.test(file) ? null : DISABLED_RULE.exec(text)))?.[0]
}

/** Folders that hold too much side by side, or have no place in the order. */
function crowded(files: string[]): string[] {
  const counts = new Map<string, number>()
  for (const file of files) {
    if (isTest(file) || !ORDERED.test(file)) continue
    const folder = path.posix.dirname(file)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].flatMap(([folder, count]) => [
    ...(count > MAX_FILES
      ? [`${folder}: holds ${count} source files, ${MAX_FILES} are the most: cut it by subject`]
      : []),
    ...(rankOf.has(roomOf(`${folder}/x`)) || folder === 'db/migrations'
      ? []
      : [`${folder}: has no place in scripts/structure-order.ts: say there what it stands on`]),
  ])
}

const FENCED: { pattern: RegExp; home: RegExp; what: string; where: string }[] = [
  { pattern: /^@aws-sdk\/|^@smithy\//, home: /^lib\/storage\//, what: 'the AWS SDK', where: 'lib/storage' },
  { pattern: /^sharp$|^libheif-js|^@node-webcodecs/, home: /^lib\/imaging\//, what: 'a decoder', where: 'lib/imaging' },
  { pattern: /^exifr/, home: /^lib\/imaging\//, what: 'exifr', where: 'lib/imaging' },
  { pattern: /^next-auth/, home: /^lib\/(auth|http)\//, what: 'next-auth', where: 'lib/auth or lib/http' },
]

function checkPackage(file: string, { specifier, typeOnly }: Import, say: Say): void {
  if (isTest(file)) return
  for (const { pattern, home, what, where } of FENCED) {
    if (pattern.test(specifier) && !home.test(file)) say(`imports ${what} (${specifier}): only ${where} does`)
  }
  if (/^next\/(legacy\/)?image$/.test(specifier)) say('imports next/image: the app makes its own renditions, use <img>')
  const nextHome = /^lib\/(http\/|auth\/)/.test(file)
  if (/^next(\/|$)/.test(specifier) && !typeOnly && file.startsWith('lib/') && !nextHome) {
    say(`imports ${specifier}: in lib only lib/http and lib/auth know Next.js`)
  }
}

class House {
  private readonly impure = new Map<string, string | null>()

  constructor(private readonly facts: Map<string, SourceFacts>) {}

  /** The file of the project that a specifier means; undefined for a package or a style sheet. */
  resolve(from: string, specifier: string): string | undefined {
    const base = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? path.posix.join(path.posix.dirname(from), specifier)
        : undefined
    if (base === undefined) return undefined
    const plain = base.replace(/\.js$/, '')
    const ends = ['.ts', '.tsx', '/index.ts', '.mjs', '.js'].map((end) => plain + end)
    return [base, ...ends].find((file) => this.facts.has(file))
  }

  checkArrow(file: string, target: string, { specifier, typeOnly }: Import, say: Say): void {
    if (isTest(file)) return
    if (isTest(target)) {
      say(`imports ${specifier}, which is for tests`)
      return
    }
    const [from, to] = [roomOf(file), roomOf(target)]
    const [mine, its] = [rankOf.get(from), rankOf.get(to)]
    if (mine === undefined || its === undefined) return
    const wall = WALLS.find((one) => one.from.test(from) && one.to.test(to))
    if (wall) say(`imports ${specifier}: ${from} may not know ${to}; ${wall.instead}`)
    else if (its > mine)
      say(
        `imports ${specifier}: ${to} stands above ${from} in scripts/structure-order.ts; what both need belongs into ${from} or below it, or this file into ${to} or above`,
      )
    else if (from.startsWith('components') && to.startsWith('lib')) {
      const chain = typeOnly ? null : this.serverChain(target)
      if (chain)
        say(
          `imports ${specifier}, which needs the server (${chain}): components take contracts, pure files and lib/http/client`,
        )
    }
  }

  /** How a file reaches what only a server has, as "a → b → pg"; null when it does not. */
  private serverChain(file: string): string | null {
    const known = this.impure.get(file)
    if (known !== undefined) return known
    this.impure.set(file, null)
    const found = this.firstServerImport(file)
    this.impure.set(file, found)
    return found
  }

  private firstServerImport(file: string): string | null {
    if (file.startsWith('db/') || file === 'lib/env.ts') return file
    for (const { specifier, typeOnly } of this.facts.get(file)?.imports ?? []) {
      if (typeOnly) continue
      if (SERVER_PACKAGE.test(specifier)) return `${file} → ${specifier}`
      const target = this.resolve(file, specifier)
      const chain = target ? this.serverChain(target) : null
      if (chain) return `${file} → ${chain}`
    }
    return null
  }

  /** Each cycle of imports, types included, once. What is imported while running is no part of one. */
  cycles(): string[] {
    const faults: string[] = []
    const state = new Map<string, 'open' | 'done'>()
    const visit = (file: string, trail: string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        faults.push(`${file}: imports itself through ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`)
        return
      }
      state.set(file, 'open')
      for (const { specifier, lazy } of this.facts.get(file)?.imports ?? []) {
        const target = lazy ? undefined : this.resolve(file, specifier)
        if (target) visit(target, [...trail, file])
      }
      state.set(file, 'done')
    }
    for (const file of this.facts.keys()) visit(file, [])
    return faults
  }
}
