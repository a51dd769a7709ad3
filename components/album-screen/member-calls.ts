import { AlbumMember, AlbumMembers, type PutAlbumMember } from '@/lib/albums/contract'
import { api } from '@/lib/http/client'

/** The query key of an album's people. */
export const membersKey = (albumId: string) => ['album-members', albumId] as const

/** The people an album is shared with. @throws ApiError */
export function fetchMembers(albumId: string): Promise<AlbumMembers> {
  return api(AlbumMembers, 'GET', `/albums/${albumId}/members`)
}

/** Shares an album with somebody, or changes what they may do. @throws ApiError */
export function putMember(albumId: string, input: PutAlbumMember): Promise<AlbumMember> {
  return api(AlbumMember, 'PUT', `/albums/${albumId}/members`, input)
}

/** Ends it, for another or for oneself. @throws ApiError */
export async function removeMember(albumId: string, username: string): Promise<void> {
  await api(null, 'DELETE', `/albums/${albumId}/members/${encodeURIComponent(username)}`)
}
