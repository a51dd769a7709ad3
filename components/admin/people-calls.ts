import { DeletionReport } from '@/lib/accounts/contract'
import {
  AdminUser,
  type AdminUserChanges,
  AdminUserPage,
  EndedSessions,
  type PeopleQuery,
  ResetLink,
} from '@/lib/admin/people-contract'
import { api } from '@/lib/http/client'

/** What the list of people can be narrowed to and sorted by. */
export interface PeopleChoice {
  q: string
  state: '' | NonNullable<PeopleQuery['state']>
  sort: PeopleQuery['sort']
}

export function fetchPeople(choice: PeopleChoice, cursor: string | null, signal?: AbortSignal) {
  const { q, state, sort } = choice
  const query = new URLSearchParams({ sort })
  if (q.trim()) query.set('q', q)
  if (state) query.set('state', state)
  if (cursor) query.set('cursor', cursor)
  return api(AdminUserPage, 'GET', `/admin/users?${query}`, undefined, signal ? { signal } : {})
}

export function addPerson(making: Record<string, unknown>) {
  return api(AdminUser, 'POST', '/admin/users', making)
}

export function changePerson(id: string, changes: Partial<AdminUserChanges>) {
  return api(AdminUser, 'PATCH', `/admin/users/${id}`, changes)
}

export function deletePerson(id: string, username: string) {
  return api(DeletionReport, 'DELETE', `/admin/users/${id}`, { username })
}

export function makeResetLink(id: string) {
  return api(ResetLink, 'POST', `/admin/users/${id}/reset-link`)
}

export function endSessions(id: string) {
  return api(EndedSessions, 'DELETE', `/admin/users/${id}/sessions`)
}

export function removeSecondFactor(id: string) {
  return api(null, 'DELETE', `/admin/users/${id}/second-factor`)
}
