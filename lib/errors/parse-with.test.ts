import { expect, test } from 'vitest'
import * as z from 'zod'
import { parseWith } from './parse-with'

test('says of a value of the wrong type that, and nothing of its bounds', () => {
  const schema = z.strictObject({
    list: z
      .array(z.enum(['a', 'b']))
      .min(1)
      .max(2),
  })
  const told = (list: unknown) => {
    try {
      return parseWith(schema, { list }, 'field', ['list'])
    } catch (error) {
      return (error as { errors?: unknown[] }).errors
    }
  }
  expect(told('read')).toEqual([{ path: 'list', message: expect.stringContaining('expected array') }])
  expect(told(['a', 'b', 'a'])).toEqual([{ path: 'list', message: expect.stringContaining('Too big') }])
})
