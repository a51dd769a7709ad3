import { expect, test } from 'vitest'
import { AppError, notFound } from '../errors/app-error'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import { ObjectChanged, SourceTrouble } from '../storage/readers/trouble'
import { AttemptLost, BodyFailure, judgeError, MOST_ATTEMPTS, type Verdict } from './ladder'

const coded = (code: string) => Object.assign(new Error('words'), { code })
const broken = new DecodeFailure('broken', { retry: false })
const died = new DecodeFailure('died', { retry: true })
const later: Verdict = { kind: 'give back', seconds: 15 }

const LADDER: [name: string, error: unknown, first: Verdict, last: Verdict][] = [
  ['the store is away', new AppError('unavailable', 'away'), later, later],
  ['the connection is refused', coded('ECONNREFUSED'), later, later],
  ['the database ends', coded('57P01'), later, later],
  ['the source is away', new SourceTrouble('away', 'away'), later, later],
  ['the object changes while it is read', new ObjectChanged(null), later, later],
  ['the database cuts the work off', coded('40P01'), { kind: 'throw' }, { kind: 'throw' }],
  ['our own mistake', new TypeError('mistake'), { kind: 'throw' }, { kind: 'throw' }],
  ['thrown words', 'words', { kind: 'throw' }, { kind: 'throw' }],
  ['there are no bytes', notFound(), { kind: 'gone' }, { kind: 'gone' }],
  ['another run was quicker', new AttemptLost(), { kind: 'lost' }, { kind: 'lost' }],
  [
    'no picture in it',
    new DecodeFailure('no preview', { retry: false, notShown: true }),
    { kind: 'not shown', reason: 'no preview' },
    { kind: 'not shown', reason: 'no preview' },
  ],
  [
    'a damaged file',
    broken,
    { kind: 'fail', reason: 'broken', again: false },
    { kind: 'fail', reason: 'broken', again: false },
  ],
  ['the decoder dies', died, { kind: 'retry', seconds: 5 }, { kind: 'fail', reason: 'died', again: true }],
  [
    'the origin refuses it',
    new BodyFailure('refused', { retry: false, again: true }),
    { kind: 'fail', reason: 'refused', again: true },
    { kind: 'fail', reason: 'refused', again: true },
  ],
  [
    'the origin breaks off',
    new BodyFailure('breaks', { retry: true, again: true }),
    { kind: 'retry', seconds: 5 },
    { kind: 'fail', reason: 'breaks', again: true },
  ],
  [
    'too large',
    new BodyFailure('large', { retry: false, again: false }),
    { kind: 'fail', reason: 'large', again: false },
    { kind: 'fail', reason: 'large', again: false },
  ],
]

test.each(LADDER)('%s', (_name, error, first, last) => {
  expect(judgeError(error, { number: 1, aborted: false })).toEqual(first)
  expect(judgeError(error, { number: MOST_ATTEMPTS, aborted: false })).toEqual(last)
})

test.each(LADDER)('%s, while the worker ends: given back', (_name, error) => {
  const verdict = { kind: 'give back', seconds: 1 }
  expect(judgeError(error, { number: 1, aborted: true })).toEqual(verdict)
  expect(judgeError(error, { number: MOST_ATTEMPTS, aborted: true })).toEqual(verdict)
})

test('each retry waits longer', () => {
  expect(judgeError(died, { number: 2, aborted: false })).toEqual({ kind: 'retry', seconds: 10 })
})
