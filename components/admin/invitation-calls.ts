import { InvitationList, NewInvitation } from '@/lib/admin/invitations-contract'
import { api } from '@/lib/http/client'

export function fetchInvitations() {
  return api(InvitationList, 'GET', '/admin/invitations')
}

export function invite(making: Record<string, unknown>) {
  return api(NewInvitation, 'POST', '/admin/invitations', making)
}

export function withdrawInvitation(id: string) {
  return api(null, 'DELETE', `/admin/invitations/${id}`)
}
