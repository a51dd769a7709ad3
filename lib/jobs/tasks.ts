import { z } from 'zod'

/** A mail that is to be sent: ids, what somebody typed who is not known yet, and nothing that opens anything. */
const Mail = z.discriminatedUnion('kind', [
  /** `sealed`: the token of the link. Only its hash is kept elsewhere. */
  z.object({ kind: z.literal('invitation'), invitationId: z.uuid(), sealed: z.string() }),
  /** A link for a new password, which is made when it is sent, if an account has this address. */
  z.object({ kind: z.literal('reset'), email: z.string() }),
  /** A link that confirms a new address; it is made when it is sent. */
  z.object({ kind: z.literal('confirm'), linkId: z.uuid() }),
  /** What was done to an account. `to`: where it has another address by now. */
  z.object({
    kind: z.literal('notice'),
    userId: z.uuid(),
    about: z.enum(['password', 'email_asked', 'email']),
    to: z.string().optional(),
  }),
])
export type MailJob = z.infer<typeof Mail>

/** Every job's name and payload: ids and keys only. The worker parses each payload with its schema before running it. */
export const TASKS = {
  'photo.process': z.object({ photoId: z.uuid() }),
  /** Draws a photo anew whose pictures were missing when somebody wanted to see them. */
  'photo.redraw': z.object({ photoId: z.uuid() }),
  /** Gives photos, and copies of them, the originals that the store has lost of them. */
  'photo.heal': z.object({ photoIds: z.array(z.uuid()).max(1000) }),
  /** Draws photos turned as their owner wants them. */
  'photos.turn': z.object({ photoIds: z.array(z.uuid()).max(1000) }),
  'photo.locate': z.object({ photoIds: z.array(z.uuid()).max(1000) }),
  /** Gives finished photos that have none the fingerprint that similar ones are found by; those behind `after`. */
  'photos.describe': z.object({ after: z.uuid().optional() }),
  /** Brings groups of duplicates up to date with photos that came, went or changed: of one owner, or of all. */
  'duplicates.keep': z.object({ ownerId: z.uuid().optional() }),
  'objects.delete': z.object({
    keys: z.array(z.string()).max(1000),
    /** Photos that were never finished: also the pieces that came of them. */
    unfinished: z.array(z.uuid()).max(1000).optional(),
  }),
  'uploads.expire': z.object({}),
  'trash.empty': z.object({}),
  /** Takes out of the audit log what is older than a year. */
  'audit.forget': z.object({}),
  /** Folds the differences that writes have appended to the counters. */
  'counters.fold': z.object({}),
  /** Compares the counters with the photos. */
  'counters.check': z.object({}),
  /** The next steps of a source's scan. */
  'source.scan': z.object({ sourceId: z.uuid() }),
  /** One of the readers of a source: takes what waits, object by object. */
  'source.index': z.object({ sourceId: z.uuid(), lane: z.int().min(0).max(63) }),
  /** Asks a source for the keys about which events told something. */
  'source.look': z.object({ sourceId: z.uuid() }),
  /** Starts the scans that are due, goes on with those that waited, forgets what has been missing for long. */
  'sources.tend': z.object({}),
  'mail.send': Mail,
  /** Sends what waits for webhooks. */
  'webhooks.deliver': z.object({}),
} as const

export type TaskName = keyof typeof TASKS
export type TaskPayload<N extends TaskName> = z.infer<(typeof TASKS)[N]>
