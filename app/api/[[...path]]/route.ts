import { randomUUID } from 'node:crypto'
import { notFound } from '@/lib/errors'
import { problemResponse } from '@/lib/http/problem'

async function unknown(): Promise<Response> {
  return problemResponse(notFound(), randomUUID())
}

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
