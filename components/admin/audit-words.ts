import type { AuditEntry } from '@/lib/admin/audit-contract'
import type { AuditAction } from '@/lib/audit/actions'
import { formatBytes } from '@/lib/media/format-bytes'

/** What was done, as a choice. */
export const ACTION_WORDS: Record<AuditAction, string> = {
  'account.made': 'Account made',
  'account.changed': 'Account changed',
  'account.disabled': 'Account disabled',
  'account.enabled': 'Account enabled',
  'account.deleted': 'Account deleted',
  'account.logged_in': 'Logged in',
  'account.logged_out': 'Logged out',
  'account.log_in_refused': 'Log-in refused',
  'account.locked_out': 'Too many log-ins, kept waiting',
  'account.reset_link': 'Link for a new password made',
  'account.password_reset': 'New password set by a link',
  'account.email_asked': 'Change of e-mail asked for',
  'account.email_sent_again': 'Mail to a new e-mail address sent again',
  'account.email_cancelled': 'Change of e-mail given up',
  'mail.tested': 'Mail tested',
  'invitation.made': 'Invitation made',
  'invitation.revoked': 'Invitation withdrawn',
  'identity.linked': 'Other way in linked',
  'identity.unlinked': 'Other way in unlinked',
  'sessions.ended': 'Sessions ended',
  'second_factor.set': 'Second factor set up',
  'second_factor.removed': 'Second factor taken away',
  'recovery_codes.made': 'Recovery codes made',
  'token.made': 'Access token made',
  'token.revoked': 'Access token revoked',
  'job.retried': 'Jobs tried again',
  'jobs.paused': 'Jobs paused',
  'jobs.resumed': 'Jobs go on',
  'settings.changed': 'Settings changed',
  'audit.exported': 'Log downloaded',
}

/** Who did what to whom, in a line. */
export function entryText({ action, actor, subject, address }: AuditEntry): string {
  const what = action in ACTION_WORDS ? ACTION_WORDS[action as AuditAction] : action
  const who = actor ?? (address === null ? 'the command line' : 'somebody unknown')
  return subject === null || subject === actor ? `${what}: ${who}` : `${what}: ${subject}, by ${who}`
}

/** The details of an entry, each in words; what there was none of is left out. */
export function detailText(details: AuditEntry['details']): string[] {
  const told = Object.entries(details).filter(
    ([, value]) => value !== 0 && !(Array.isArray(value) && value.length === 0),
  )
  return told.map(([name, value]) => `${WORDS[name] ?? name} ${valueText(name, value)}`)
}

const WORDS: Record<string, string> = {
  fields: 'changed:',
  role: 'role',
  roleBefore: 'before:',
  quotaBytes: 'storage',
  quotaBytesBefore: 'before:',
  newQuotaBytes: 'storage of new accounts',
  invitedBy: 'invited by',
  bytes: 'uploads',
  signup: 'sign-up',
  adminSecondFactor: 'second factor of administrators',
  secondFactor: 'second factor:',
  task: 'kind',
  username: 'username',
  usernameBefore: 'before:',
  filters: 'filtered by',
  why: 'because',
  rest: 'further ones of this hour:',
  by: 'by',
}

function valueText(name: string, value: AuditEntry['details'][string]): string {
  if (Array.isArray(value)) return value.join(', ')
  if (/bytes/i.test(name)) return typeof value === 'number' ? formatBytes(value) : 'without limit'
  return String(value)
}
