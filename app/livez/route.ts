import { notAllowed } from '@/lib/http/not-allowed'

export const dynamic = 'force-dynamic'

/** The process answers: nothing else is asked. */
export function GET(): Response {
  return new Response('ok\n', { headers: { 'cache-control': 'no-store', 'content-type': 'text/plain' } })
}

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
