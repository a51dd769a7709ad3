import { describe, expect, it } from 'vitest'
import { judge, retryDelay } from './retry'

describe('judge', () => {
  it.each([
    [0, 'put', { next: 'wait', counts: true }],
    [500, 'put', { next: 'wait', counts: true }],
    [502, 'request', { next: 'wait', counts: true }],
    [408, 'put', { next: 'wait', counts: true }],
    [429, 'request', { next: 'wait', counts: false }],
    [503, 'put', { next: 'wait', counts: false }],
    [507, 'put', { next: 'wait', counts: false }],
    [401, 'request', { next: 'sign-in' }],
    [401, 'complete', { next: 'sign-in' }],
    [401, 'put', { next: 'readdress' }],
    [403, 'put', { next: 'readdress' }],
    [404, 'put', { next: 'readdress' }],
    [409, 'put', { next: 'received' }],
    [412, 'put', { next: 'received' }],
    [409, 'request', { next: 'wait', counts: true }],
    [409, 'complete', { next: 'resend' }],
    [404, 'complete', { next: 'readdress' }],
    [413, 'put', { next: 'fail', retryable: false }],
    [415, 'put', { next: 'fail', retryable: false }],
    [422, 'put', { next: 'fail', retryable: true }],
    [400, 'put', { next: 'fail', retryable: true }],
    [422, 'complete', { next: 'fail', retryable: false }],
    [400, 'request', { next: 'fail', retryable: false }],
  ] as const)('%s to %s', (status, step, verdict) => expect(judge(status, step)).toEqual(verdict))
})

describe('retryDelay', () => {
  it.each([
    [1, null, 0.5, 1000],
    [2, null, 0.5, 2000],
    [5, null, 0.5, 16_000],
    [6, null, 0.5, 30_000],
    [60, null, 0.5, 30_000],
    [1, null, 0, 750],
    [1, null, 1, 1250],
    [1, 20, 0.5, 20_000],
    [6, 2, 0.5, 30_000],
  ])('failure %s, Retry-After %s, chance %s', (failures, after, random, expected) => {
    expect(retryDelay(failures, after, random)).toBe(expected)
  })
})
