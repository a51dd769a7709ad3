import { expect, it } from 'vitest'
import { metricLines } from './metric-lines'
import { countRequest, requestCounts } from './request-counts'

it('writes a metric as Prometheus reads it', () => {
  expect(metricLines('up', 'gauge', 'Whether it is.', 1)).toBe('# HELP up Whether it is.\n# TYPE up gauge\nup 1\n')
  const text = metricLines('n', 'counter', 'So many.', [
    [{ route: 'GET /a"b\\c\n', status: 200 }, 2.5],
    [{ route: 'x', status: 404 }, 0],
  ])
  expect(text.split('\n').slice(2, 4)).toEqual([
    'n{route="GET /a\\"b\\\\c\\n",status="200"} 2.5',
    'n{route="x",status="404"} 0',
  ])
  expect(metricLines('n', 'gauge', 'Nothing.', [])).toBe('')
})

it('counts answers by route and status, however many addresses are made up', () => {
  const counted = () => requestCounts().reduce((all, { requests }) => all + requests, 0)
  // Other tests of this process are counted too.
  const before = counted()
  countRequest('GET /of-this-test', 200, 500)
  countRequest('GET /of-this-test', 200, 1500)
  expect(requestCounts()).toContainEqual({ route: 'GET /of-this-test', status: 200, requests: 2, seconds: 2 })
  for (let n = 0; n < 5_000; n++) countRequest(`GET /made/up/${n}`, 404, 1)
  countRequest('GET /of-this-test', 200, 0)
  expect(requestCounts().length).toBeLessThanOrEqual(2_001)
  expect(requestCounts()).toContainEqual({ route: 'GET /of-this-test', status: 200, requests: 3, seconds: 2 })
  expect(counted() - before).toBe(5_003)
})
