import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { AppError } from '../errors/app-error'
import { assertStorable } from './assert-storable'
import { parseQuery } from './parse'

const problemOf = (value: unknown) => {
  try {
    assertStorable(value)
    return null
  } catch (error) {
    return error instanceof AppError ? error.errors?.[0] : error
  }
}

describe('texts that cannot be stored', () => {
  it.each([
    [{ title: 'a\0b' }, 'title', 'U+0000'],
    [{ set: { tags: { add: ['x', 'y\ud800'] } } }, 'set.tags.add.1', 'U+D800'],
    [['\udc00'], '0', 'U+DC00'],
    ['\0', '', 'U+0000'],
    [{ filter: { 'q\0': 'x' } }, 'filter', 'U+0000'],
  ])('%j is refused at its place', (value, path, code) => {
    expect(problemOf(value)).toEqual({ path, message: expect.stringContaining(code) })
  })

  it.each([[null], [1], ['🎉 e\u0301 \t\n \u200d'], [{ a: [{ b: 'ä' }, true] }]])('%j is taken', (value) => {
    expect(problemOf(value)).toBeNull()
  })
})

it('are refused in a query as in a body', () => {
  const schema = z.object({ q: z.string().optional(), tag: z.array(z.string()).optional() })
  const asked = (query: string) => () => parseQuery(schema, new URLSearchParams(query))
  for (const query of ['q=a%00b', 'tag=x&tag=%00', 'q=%00&unknown=1']) expect(asked(query)).toThrow(AppError)
  expect(asked('q=a%C3%A4')()).toEqual({ q: 'aä' })
})
