import { readiness } from '@/lib/health/readiness'
import { notAllowed } from '@/lib/http/not-allowed'

export const dynamic = 'force-dynamic'

/** 200 when database, store and queue answer and can be written, else 503 naming those that cannot. */
export async function GET(): Promise<Response> {
  const { missing, workers, freeBytes } = await readiness()
  const ready = missing.length === 0
  const body = { status: ready ? 'ready' : 'unavailable', ...(ready ? {} : { missing }), workers, freeBytes }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
