import { expect, test } from 'vitest'
import * as z from 'zod'
import { ANONYMOUS } from '../context/actor'
import { json } from './definition'
import { route } from './route'

const GET = route({ summary: 'Nothing.', scope: 'read', replies: [json(z.object({}))] }, async () => ({}))

test.each([
  ['Next gives a route without parameters', undefined],
  ['tests give', {}],
])('answers whatever %s', async (_who, params) => {
  const request = new Request('http://localhost/api/v1/photos', { headers: { authorization: 'Bearer alb_none' } })
  const reply = await GET(request, { params: Promise.resolve(params) })
  expect(reply.status).toBe(401)
  expect(await reply.json()).toMatchObject({ code: 'unauthenticated' })
})

test.each([
  { secret: true, scope: 'write' },
  { scope: 'link', door: async () => ANONYMOUS },
] as const)('refuses a key for retries where no reply is kept: %j', async (options) => {
  const POST = route({ summary: 'Nothing.', ...options, replies: [json(z.object({}))] }, async () => ({}))
  const headers = { 'idempotency-key': 'a' }
  // Nobody's: it is refused before anything asks the database.
  const request = new Request('http://localhost/api/v1/tokens', { method: 'POST', headers })
  const reply = await POST(request, { params: Promise.resolve({}) })
  expect(reply.status).toBe(400)
  expect(await reply.json()).toMatchObject({ detail: expect.stringContaining('Leave out Idempotency-Key') })
})
