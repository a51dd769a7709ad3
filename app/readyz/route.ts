import * as z from 'zod'
import { mayMeasure } from '@/lib/admin/may-measure'
import { readiness } from '@/lib/health/readiness'
import { defined, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'

/** What is told of the parts: names only; numbers to whoever may read `/metrics`. */
const ReadyReply = z.object({
  status: z.enum(['ready', 'unavailable']).describe('Whether requests can be served whole.'),
  missing: z.array(z.string()).optional().describe('Parts that do not answer or cannot be written.'),
  workers: z
    .int()
    .nullable()
    .optional()
    .describe(
      'With METRICS_TOKEN and for administrators: workers that live now on all machines; null where the database cannot tell.',
    ),
  freeBytes: z
    .int()
    .nullable()
    .optional()
    .describe('The same: room left where originals are kept, in bytes; null for a bucket.'),
})

export const dynamic = 'force-dynamic'

/** 200 when database, store and queue answer and can be written, else 503 naming those that cannot. */
async function answer(request: Request): Promise<Response> {
  const { missing, ...numbers } = await readiness()
  const ready = missing.length === 0
  const told = (await mayMeasure(request)) ? numbers : {}
  const body = { status: ready ? 'ready' : 'unavailable', ...(ready ? {} : { missing }), ...told }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

export const GET = defined(
  {
    summary: 'Says whether all that Albumen needs answers and can be written.',
    scope: 'read',
    machine: true,
    replies: [json(ReadyReply), { ...json(ReadyReply, 503), about: 'Something is missing.' }],
  },
  answer,
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
