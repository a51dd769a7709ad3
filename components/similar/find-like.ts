import { ApiError, OFFLINE } from '@/lib/http/api-error'
import { readProblem } from '@/lib/http/client'
import { SimilarReply } from '@/lib/similar/contract'
import type { Alikeness } from './similar-words'

/**
 * What looks like a picture that is sent and not kept.
 * @throws ApiError when it is too large, no picture, too even to compare, or when too many are compared just now
 */
export async function findLike(
  file: File,
  { distance, mirrored, rotated }: Alikeness,
  signal: AbortSignal,
): Promise<SimilarReply> {
  const query = new URLSearchParams({
    distance: String(distance),
    mirrored: String(mirrored),
    rotated: String(rotated),
  })
  const body = new FormData()
  body.append('file', file)
  const init: RequestInit = { method: 'POST', body, credentials: 'same-origin', signal }
  const response = await fetch(`/api/v1/similar?${query}`, init).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new ApiError({ status: 0, code: 'offline', detail: OFFLINE })
  })
  if (!response.ok) throw await readProblem(response)
  return SimilarReply.parse(await response.json())
}
