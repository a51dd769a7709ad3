// Every row of the matrix that was planned has its cases or its test, and none of them is gone.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { readMatrix } from './cells'

const ROOT = path.join(import.meta.dirname, '../..')

/** What is done, and the cases of `routes` (`METHOD path | about`) and tests (`file | words of its title`) that hold it. */
const Row = z.strictObject({ what: z.string(), cases: z.array(z.string()), tests: z.array(z.string()).default([]) })

test('each of the 56 rows is held by cases that are there', () => {
  const there = new Set(
    readMatrix(path.join(import.meta.dirname, 'routes')).map(({ route, about }) => `${route} | ${about}`),
  )
  const rows = z.array(Row).parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'rows.json'), 'utf8')))
  expect(rows).toHaveLength(56)
  for (const { what, cases, tests } of rows) {
    expect(cases.length + tests.length, what).toBeGreaterThan(0)
    expect(
      cases.filter((one) => !there.has(one)),
      what,
    ).toEqual([])
    for (const one of tests) {
      const [file = '', words = ''] = one.split(' | ')
      expect(readFileSync(path.join(ROOT, file), 'utf8'), one).toContain(words)
    }
  }
})
