import { expect, test } from 'vitest'
import * as z from 'zod'
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
