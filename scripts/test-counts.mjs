// Counts of what ran, from the JSON that the test runners write.

/**
 * @param {object | undefined} report of vitest's json reporter; undefined when it wrote none
 * @param {number} status exit status of vitest
 * @returns {{passed: number, failed: number, skipped: number, names: string[]}} names: those that were skipped
 */
export function countVitest(report, status) {
  const counts = { passed: 0, failed: 0, skipped: 0, names: [] }
  for (const file of report?.testResults ?? []) {
    const failedBefore = counts.failed
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') counts.failed += 1
      else skip(counts, test.fullName)
    }
    // A file that could not be loaded has no failed test of its own.
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1
  }
  return withStatus(counts, status)
}

/**
 * @param {object | undefined} report of Playwright's json reporter
 * @param {number} status exit status of Playwright
 */
export function countPlaywright(report, status) {
  const counts = { passed: 0, failed: 0, skipped: 0, names: [] }
  const visit = (suite, trail) => {
    for (const inner of suite.suites ?? []) visit(inner, [...trail, inner.title])
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') counts.passed += 1
        else if (test.status === 'skipped') skip(counts, [...trail, spec.title].join(' › '))
        else counts.failed += 1
      }
    }
  }
  for (const suite of report?.suites ?? []) visit(suite, [suite.title])
  return withStatus(counts, status)
}

function skip(counts, name) {
  counts.skipped += 1
  counts.names.push(name)
}

/** A runner that fails for a reason that is no test's, or that ran nothing at all, is a failure too. */
function withStatus(counts, status) {
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0
  if (counts.failed === 0 && (status !== 0 || ranNothing)) counts.failed = 1
  return counts
}
