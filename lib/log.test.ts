import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { AppError } from './errors/app-error'
import { describeError } from './log'

const MARK = 'logmark@example.org'
const logged = (error: unknown) => JSON.stringify(describeError(error))

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const driverError = Object.assign(new Error(`invalid input syntax for type uuid: "${MARK}"`), {
  code: '22P02',
  detail: `Key (email)=(${MARK}) already exists.`,
  where: MARK,
  table: 'users',
  constraint: 'users_email_unique',
})

describe('an error in the log', () => {
  it.each<[string, () => unknown]>([
    ['a query with its parameters', () => new DrizzleQueryError('select $1', [MARK, `\n    at ${MARK} (/x.ts:1:1)`])],
    ['a query with what the driver says', () => new DrizzleQueryError('select $1', [MARK], driverError)],
    ['broken JSON', () => thrown(() => JSON.parse(`${MARK}{`))],
    ['a schema', () => thrown(() => z.strictObject({}).parse({ [MARK]: MARK }))],
    ['an address', () => thrown(() => new URL(`//${MARK}`))],
    ['a file system', () => Object.assign(new Error(`ENOENT: open '/data/${MARK}'`), { code: 'ENOENT', path: MARK })],
    [
      'a store',
      () => Object.assign(new Error(MARK), { name: 'NoSuchKey', Key: MARK, $metadata: { httpStatusCode: 404 } }),
    ],
    ['a message of frames', () => new Error(`x\n    at ${MARK} (/${MARK}.ts:1:1)\n    at /${MARK}.ts:1:1`)],
    ['a name and a code made of input', () => Object.assign(new Error('x'), { name: MARK, code: MARK })],
    ['a message that was changed', () => Object.assign(new Error(`${MARK}\n    at /${MARK}.ts:1:1`), { message: 'x' })],
    ['one of ours', () => new AppError('invalid', MARK, { cause: new Error(MARK) })],
    ['several at once', () => new AggregateError([new Error(MARK), driverError], MARK)],
    ['what is no error', () => MARK],
    ['a long line of causes', () => new Error(MARK, { cause: new Error(MARK, { cause: driverError }) })],
  ])('tells nothing of what was sent: %s', (_, make) => {
    expect(logged(make())).not.toContain('logmark')
  })

  it('says what went wrong: names, codes, the place in the code', () => {
    const described = describeError(new DrizzleQueryError('select $1', [MARK], driverError))
    expect(described).toMatchObject({
      name: 'Error',
      cause: { code: '22P02', table: 'users', constraint: 'users_email_unique' },
    })
    const stack = described.stack as string[]
    expect(stack[0]).toMatch(/^ {4}at .*log\.test\.ts:\d+:\d+/)
    expect(describeError(Object.assign(new Error('x'), { $metadata: { httpStatusCode: 503 } })).status).toBe(503)
  })
})
