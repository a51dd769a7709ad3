import {
  DuplicatePage,
  type ResolveDuplicates,
  ResolveReply,
  type ResolveSafe,
  ResolveSafeReply,
} from '@/lib/duplicates/contract'
import { api } from '@/lib/http/client'

/** Which groups: duplicates, or those of a kind. */
export type GroupKind = 'burst' | 'companion' | null

/** A page of groups, with how many there are. @throws ApiError */
export function fetchGroups(kind: GroupKind, cursor: string | null, limit: number): Promise<DuplicatePage> {
  const search = new URLSearchParams({ limit: String(limit), count: 'true' })
  if (kind) search.set('kind', kind)
  if (cursor !== null) search.set('cursor', cursor)
  return api(DuplicatePage, 'GET', `/duplicates?${search}`)
}

/** Decides on a group. @throws ApiError */
export function resolveGroup(groupId: string, decision: ResolveDuplicates): Promise<ResolveReply> {
  return api(ResolveReply, 'POST', `/duplicates/${groupId}`, decision)
}

/** Follows the proposals of some groups where nothing is lost. @throws ApiError */
export function resolveSafe(input: Partial<ResolveSafe> & Pick<ResolveSafe, 'kind'>): Promise<ResolveSafeReply> {
  return api(ResolveSafeReply, 'POST', '/duplicates', input)
}
