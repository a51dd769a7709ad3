/** How a requirement stands: shown by tests, met by a document or by what the code is, in part, not at all, or about what is not here. */
export const STANDINGS = ['tested', 'documented', 'in part', 'not met', 'does not apply'] as const
export type Standing = (typeof STANDINGS)[number]

export interface Requirement {
  number: string
  level: number
  standing: Standing
  /** The last cell: tests, links and words. */
  words: string
  tests: { file: string; title: string }[]
}

const ROW = /^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm
/** A test is written as `file`: “name”, “another name”. */
const CITED = /`([^`]+\.(?:test|spec)\.ts)`((?:[:,]? “[^”]+”)+)/g

/** The rows of docs/asvs.md. @throws Error for a row whose standing is none */
export function requirementsOf(page: string): Requirement[] {
  return [...page.matchAll(ROW)].map(([, number = '', level, , standing = '', words = '']) => {
    if (!isStanding(standing)) throw new Error(`${number}: “${standing}” is no standing`)
    return { number, level: Number(level), standing, words, tests: citedIn(words) }
  })
}

function isStanding(text: string): text is Standing {
  return (STANDINGS as readonly string[]).includes(text)
}

function citedIn(words: string): { file: string; title: string }[] {
  return [...words.matchAll(CITED)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  )
}
