/** What is written down of whom, by its name in the audit log. */
export const AUDIT_ACTIONS = [
  'account.made',
  'account.changed',
  'account.disabled',
  'account.enabled',
  'account.deleted',
  'account.logged_in',
  'account.reset_link',
  'account.password_reset',
  'account.email_asked',
  'invitation.made',
  'invitation.revoked',
  'sessions.ended',
  'token.made',
  'token.revoked',
  'job.retried',
  'jobs.paused',
  'jobs.resumed',
  'settings.changed',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]
