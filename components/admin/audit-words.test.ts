import { expect, it } from 'vitest'
import type { AuditEntry } from '@/lib/admin/audit-contract'
import { detailText, entryText } from './audit-words'

const entry = (fields: Partial<AuditEntry>): AuditEntry => ({
  id: '019aa0c2-5d21-7d5e-8f0a-6c1f2e3d4b5a',
  at: '2027-01-01T00:00:00.000Z',
  action: 'account.changed',
  actor: 'ada',
  subject: 'ben',
  actorId: null,
  subjectId: null,
  address: null,
  details: {},
  ...fields,
})

it.each<[Partial<AuditEntry>, string]>([
  [{}, 'Account changed: ben, by ada'],
  [{ subject: 'ada', action: 'account.logged_in' }, 'Logged in: ada'],
  [{ subject: null, action: 'jobs.paused' }, 'Jobs paused: ada'],
  [{ actor: null, action: 'account.disabled' }, 'Account disabled: ben, by the command line'],
  [{ actor: null, address: '192.0.2.1', action: 'account.log_in_refused' }, 'Log-in refused: ben, by somebody unknown'],
  [{ action: 'what.comes_later' }, 'what.comes_later: ben, by ada'],
])('says who did what to whom: %j', (fields, text) => {
  expect(entryText(entry(fields))).toBe(text)
})

it('says details in words', () => {
  const details = {
    role: 'admin',
    quotaBytes: null,
    bytes: 2_000_000,
    fields: ['name', 'password'],
    albums: 3,
    links: 0,
    filters: [],
  }
  expect(detailText(details)).toEqual([
    'role admin',
    'storage without limit',
    'uploads 2.0 MB',
    'changed: name, password',
    'albums 3',
  ])
})
