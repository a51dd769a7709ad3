import { body, defined } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'

export const dynamic = 'force-dynamic'

/** The process answers: nothing else is asked. */
export const GET = defined(
  { summary: 'Says that the process answers.', scope: 'read', machine: true, replies: [body('text/plain', 'ok')] },
  () => new Response('ok\n', { headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' } }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
