import { GuestUploads } from '@/lib/guests/contract'
import { api } from '@/lib/http/client'
import { RequestUploadsReply } from '@/lib/uploads/upload-contract'
import { knownGuestName } from '../../guests/guest-name'
import { putFile } from './put-file'
import { translated } from './translated'
import { type Transport, TransportFailure } from './transport'

/** The engine's connection for the visitor of a share link: everything goes through the link, and nobody is logged in. */
export function guestTransport(token: string): Transport {
  const base = `/links/${token}/uploads`
  return {
    request({ files }) {
      // With the name: the browser may have lost what it is known by.
      const guest = knownGuestName(token) ?? undefined
      return translated(api(RequestUploadsReply, 'POST', base, { guest, files })).catch(explained)
    },
    put: putFile,
    complete: (photoIds) => translated(api(GuestUploads, 'POST', `${base}/complete`, { photoIds })),
    discard(photoIds) {
      // What is missed the server sweeps after a day.
      for (const id of photoIds) void api(null, 'DELETE', `${base}/${id}`).catch(() => undefined)
    },
    // What a visitor adds is private; nobody asks for anything else.
    setVisibility: async () => undefined,
    // What else lies in somebody's library is not for visitors to know.
    near: async () => ({ items: [], waiting: [] }),
    account: async () => null,
    // Visitors are sent no news: the engine asks every few seconds how far its photos are.
    listen: () => () => undefined,
  }
}

/** Revoked, expired, or locked anew: nothing more goes through it. */
function explained(error: unknown): never {
  if (!(error instanceof TransportFailure) || error.status !== 404) throw error
  throw new TransportFailure(404, 'This link takes no photos any more. Ask whoever gave it to you.')
}
