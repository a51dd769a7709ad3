import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest } from './test-counts.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one, index) => ({ status: one, fullName: `t${index}` })),
})

describe('countVitest', () => {
  it('counts every test once', () => {
    const testResults = [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'todo', 'passed')]
    expect(countVitest({ testResults }, 1)).toEqual({ passed: 3, failed: 1, skipped: 2, names: ['t2', 't1'] })
  })
  it('counts a file that cannot be loaded as a failure', () => {
    expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toMatchObject({
      passed: 1,
      failed: 1,
    })
  })
  it.each([
    ['no report', undefined, 1],
    ['no report and no error', undefined, 0],
    ['nothing ran', { testResults: [] }, 0],
    ['an error outside the tests', { testResults: [file('passed', 'passed')] }, 1],
  ])('fails for %s', (_name, report, status) => {
    expect(countVitest(report, status).failed).toBe(1)
  })
})

describe('countPlaywright', () => {
  const spec = (title: string, ...states: string[]) => ({ title, tests: states.map((status) => ({ status })) })
  it('counts nested suites and takes a flaky test for a failed one', () => {
    const inner = { title: 'inner', specs: [spec('c', 'flaky'), spec('d', 'skipped')] }
    const report = {
      suites: [{ title: 'a.spec.ts', specs: [spec('a', 'expected'), spec('b', 'unexpected')], suites: [inner] }],
    }
    expect(countPlaywright(report, 1)).toEqual({ passed: 1, failed: 2, skipped: 1, names: ['a.spec.ts › inner › d'] })
  })
  it('fails when the global setup failed', () => {
    expect(countPlaywright({ suites: [], errors: [{ message: 'x' }] }, 1).failed).toBe(1)
  })
})
