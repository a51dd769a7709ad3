import { afterEach, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { randomId } from './random-id'

afterEach(() => void vi.unstubAllGlobals())

it('makes a UUID of version 4 where a page has no crypto.randomUUID, each time another', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const ids = Array.from({ length: 200 }, randomId)
  for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true)
  expect(new Set(ids).size).toBe(200)
})
