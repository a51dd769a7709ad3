import { Guest, LinkPicks, OwnPicks, Pick } from '@/lib/guests/contract'
import { api } from '@/lib/http/client'

/** Calls of a link's guests, and those of its owner about them. Import it when it is first needed. */

/** Gives the visitor of a link a name. @throws ApiError */
export async function sayName(token: string, name: string): Promise<string> {
  return (await api(Guest, 'POST', `/links/${token}/guests`, { name })).name
}

/** What this visitor has marked. @throws ApiError */
export function fetchOwnPicks(token: string): Promise<OwnPicks> {
  return api(OwnPicks, 'GET', `/links/${token}/picks`)
}

/** Marks a photo, or changes the note on it. @throws ApiError */
export async function putPick(token: string, photoId: string, body: { note: string; guest?: string }): Promise<void> {
  await api(Pick, 'PUT', `/links/${token}/photos/${photoId}/pick`, body)
}

/** Takes a mark off. @throws ApiError */
export async function removePick(token: string, photoId: string): Promise<void> {
  await api(null, 'DELETE', `/links/${token}/photos/${photoId}/pick`)
}

/** What visitors of one's own link have marked. @throws ApiError */
export function fetchLinkPicks(linkId: string): Promise<LinkPicks> {
  return api(LinkPicks, 'GET', `/me/links/${linkId}/picks`)
}

/** Takes all marks of one visitor off. @param forget removes the visitor, too @throws ApiError */
export async function clearPicks(linkId: string, guestId: string, forget: boolean): Promise<void> {
  await api(null, 'DELETE', `/me/links/${linkId}/picks/${guestId}${forget ? '?forget=true' : ''}`)
}
