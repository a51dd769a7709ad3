import * as z from 'zod'
import { AUDIT_ACTIONS } from '../audit/actions'

/** Shapes of the audit log on the wire. Both sides parse with them; nothing here may import server code. */

const A_DAY = 'write a day such as 2027-01-31'
/** Postgres knows no year 0. */
const day = z.iso.date({ error: A_DAY }).regex(/^(?!0000)/, A_DAY)

export const AuditFilter = z.strictObject({
  action: z.enum(AUDIT_ACTIONS).optional().describe('Only what was done in this way.'),
  person: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'A username or the id of an account: only what this account did, or what was done to it, whatever it was called then. A name counts that it has now or had.',
    ),
  after: day.optional().describe('From this day on, in UTC.'),
  before: day.optional().describe('Up to this day and with it, in UTC.'),
})
export type AuditFilter = z.output<typeof AuditFilter>

export const AuditQuery = z.strictObject({
  ...AuditFilter.shape,
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('The most entries of a page.'),
  cursor: z.string().max(400).optional().describe('next of the page before; left out for the first.'),
})
export type AuditQuery = z.output<typeof AuditQuery>

export const AuditEntry = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    at: z.string().describe('When it was done.'),
    action: z.string().describe('What was done.'),
    actor: z
      .string()
      .nullable()
      .describe(
        'The username of who did it, as it was then; null for the command line, and for somebody unknown, who has an address.',
      ),
    actorId: z.uuid().nullable().describe('The id of that account, which stays; null where there is none.'),
    subject: z.string().nullable().describe('The username of whom it was done to, as it was then; null for nobody.'),
    subjectId: z.uuid().nullable().describe('The id of that account, which stays; null for nobody.'),
    address: z.string().nullable().describe('From where: an IPv4 address, or the first half of an IPv6 one.'),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
      .describe('Names of fields, roles, numbers; usernames before and after where one changed.'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = z
  .strictObject({
    items: z.array(AuditEntry).describe('Latest first.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof AuditPage>
