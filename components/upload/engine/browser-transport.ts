import { Me } from '@/lib/accounts/contract'
import { NearDuplicatesReply } from '@/lib/duplicates/near-contract'
import { ApiError } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { CompleteUploadsReply, RequestUploadsReply } from '@/lib/uploads/upload-contract'
import { pageNews } from '../../photo-lists/page-news'
import { putFile } from './put-file'
import { asFailure, translated } from './translated'
import type { Transport } from './transport'

/** The engine's connection to the real world. */
export function browserTransport(): Transport {
  return {
    request: (body, key) => translated(api(RequestUploadsReply, 'POST', '/uploads', body, { idempotencyKey: key })),
    put: putFile,
    complete: (photoIds) => translated(api(CompleteUploadsReply, 'POST', '/uploads/complete', { photoIds })),
    discard(photoIds) {
      void discardAll(photoIds)
    },
    setVisibility: (photoIds, visibility) =>
      translated(api(null, 'PATCH', '/photos', { select: { ids: photoIds }, set: { visibility } })),
    near: (photos) => translated(api(NearDuplicatesReply, 'POST', '/duplicates/near', { photos })),
    account: async () => {
      try {
        return await api(Me, 'GET', '/me')
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null
        throw asFailure(error)
      }
    },
    listen: (photo, reconnected) => pageNews.listen({ photo, reconnected }),
  }
}

/** One after the other: it is not urgent, and what is missed the server sweeps after a day. */
async function discardAll(photoIds: readonly string[]): Promise<void> {
  for (const id of photoIds) await api(null, 'DELETE', `/uploads/${id}`).catch(() => undefined)
}
