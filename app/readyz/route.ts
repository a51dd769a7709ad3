import { notAllowed } from '@/lib/http/not-allowed'
import { readiness } from '@/lib/readiness'

export const dynamic = 'force-dynamic'

/** 200 when database, store and queue answer, else 503 naming those that do not. */
export async function GET(): Promise<Response> {
  const missing = await readiness()
  const body = missing.length === 0 ? { status: 'ready' } : { status: 'unavailable', missing }
  return Response.json(body, { status: missing.length === 0 ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
