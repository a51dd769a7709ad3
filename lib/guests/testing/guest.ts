import type { Context } from '../../context/context'
import { accepted, fileOf } from '../../photos/testing/upload'
import { bodyOf, jpegBytes } from '../../photos/testing/world'
import type { LinkContext } from '../../shares/link-door'
import { createAlbumLink } from '../../shares/make-link'
import { albumOf, inside, ORIGIN } from '../../shares/testing/visitor'
import { completeGuestUploads, receiveGuestUpload } from '../guest-uploads'
import { nameGuest, type Visitor } from '../guests'
import { requestGuestUploads } from '../request-guest-uploads'

/** A browser that has said nothing yet. */
export const STRANGER: Visitor = { cookies: null, address: 'here' }

/** A browser that a link knows by a name. */
export async function known(link: LinkContext, name: string): Promise<Visitor> {
  const { cookie } = await nameGuest(link, STRANGER, name)
  return { cookies: cookie?.split(';')[0] ?? null, address: 'here' }
}

/** An album by hand with a link that takes marks and photos; its visitor. */
export async function opened(ctx: Context, ids: string[], settings = {}) {
  const album = await albumOf(ctx, ids)
  const link = await createAlbumLink(ctx, album.id, { allowPicks: true, allowUpload: true, ...settings }, ORIGIN)
  return { album, link, visitor: await inside(ctx, link) }
}

/** Announces files of a guest's. */
export async function announce(visitor: LinkContext, guest: Visitor, files: Buffer[], named?: string) {
  const asked = { files: files.map((data) => fileOf(data)), guest: named }
  return (await requestGuestUploads(visitor, guest, asked)).reply.uploads
}

/** Sends the bytes of an announced upload. */
export function sendAs(visitor: LinkContext, guest: Visitor, photoId: string, data: Buffer): Promise<void> {
  const upload = { photoId, body: bodyOf(data), contentLength: data.length }
  return receiveGuestUpload(visitor, guest.cookies, upload)
}

/** A photo of a guest's that waits to be processed. @returns its id */
export async function added(visitor: LinkContext, guest: Visitor, data: Buffer = jpegBytes()): Promise<string> {
  const [ticket] = await announce(visitor, guest, [data])
  const { photoId } = accepted(ticket)
  await sendAs(visitor, guest, photoId, data)
  await completeGuestUploads(visitor, guest.cookies, { photoIds: [photoId] })
  return photoId
}
