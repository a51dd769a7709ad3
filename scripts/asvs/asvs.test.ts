import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { requirementsOf } from './asvs-table'
import { testTitles } from './test-titles'

const ROOT = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const rows = requirementsOf(read('docs/asvs.md'))

/** ASVS 5.0.0, levels 1 and 2: of each section the numbers of its requirements. Those left out are of level 3. */
const SECTIONS: Record<string, number[]> = {
  '4.1': [1, 2, 3],
  '4.2': [1],
  '4.3': [1, 2],
  '4.4': [1, 2, 3, 4],
  '5.1': [1],
  '5.2': [1, 2, 3],
  '5.3': [1, 2],
  '5.4': [1, 2, 3],
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  '6.3': [1, 2, 3, 4],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3, 4],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
}

describe('the table of ASVS', () => {
  it('has each requirement of levels 1 and 2 of V4 to V8 once, in order', () => {
    const wanted = Object.entries(SECTIONS).flatMap(([section, numbers]) => numbers.map((n) => `${section}.${n}`))
    expect(rows.map(({ number }) => number)).toEqual(wanted)
    expect(rows).toHaveLength(79)
    expect(rows.filter(({ level }) => level === 1)).toHaveLength(29)
  })

  it.each(rows)('$number says what shows it', ({ standing, words, tests }) => {
    if (standing === 'tested') expect(tests.length).toBeGreaterThan(0)
    if (standing === 'documented') expect(words).toMatch(/\]\(|`/)
    expect(words.length).toBeGreaterThan(20)
  })

  it.each(rows.flatMap(({ number, tests }) => tests.map((test) => ({ number, ...test }))))(
    '$number: $file has “$title”',
    ({ file, title }) => {
      expect(existsSync(path.join(ROOT, file)), `${file} is not there`).toBe(true)
      expect([...testTitles(file, read(file))]).toContain(title)
    },
  )

  it('says at its head how many requirements stand how', () => {
    const counts: Record<string, number> = {}
    for (const { standing } of rows) counts[standing] = (counts[standing] ?? 0) + 1
    const told = [
      ...read('docs/asvs.md').matchAll(/^\| (tested|documented|in part|not met|does not apply) \| (\d+) \|/gm),
    ]
    expect(Object.fromEntries(told.map(([, standing, n]) => [standing, Number(n)]))).toEqual(counts)
  })
})

describe('names of tests', () => {
  it('are read from each way of writing them', () => {
    const text = `
      it('plain', () => {})
      test.skipIf(true)("quoted", () => {})
      describe.each([1])('each %s', () => { it.each([[1]])(\`of \${n}\`, () => {}) })
      other('no test')`
    expect([...testTitles('a.test.ts', text)]).toEqual(['plain', 'quoted', 'each %s', `of \${n}`])
  })

  it('of a row that is no standing, or cites in another way, are not passed over', () => {
    expect(() => requirementsOf('| 4.1.1 | 1 | a | fine | words |')).toThrow('no standing')
    const [row] = requirementsOf('| 4.1.1 | 1 | a | tested | `lib/a.test.ts`: “one”, “two”; `e2e/b.spec.ts`: “three” |')
    expect(row?.tests.map(({ title }) => title)).toEqual(['one', 'two', 'three'])
  })
})
