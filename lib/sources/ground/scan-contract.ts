import * as z from 'zod'

/**
 * Something that a scan names for the owner; a folder with its slash. `uncertain`: other content than before under this key, and nothing tells whether it is the same picture: it
 * kept its edits, and is shown no wider than the source's default. `kept_private`: its content is kept private elsewhere, so it is private here.
 * `closed`: a folder that the server may not read. `away`: a folder that is empty as if its disk were not mounted; its photos are kept.
 */
export const ScanNote = z.strictObject({
  kind: z.enum(['uncertain', 'kept_private', 'closed', 'away']).describe('What it is about.'),
  key: z.string().describe('The key of an object, or a folder with its slash.'),
  photoId: z.string().nullable().describe('The photo it is about; null for a folder.'),
})
export type ScanNote = z.infer<typeof ScanNote>

export const ScanStatus = z.enum(['running', 'paused', 'stopped', 'done'])

/** How far a scan is, in numbers: they name nothing of what it found, so administrators are told them too. */
export const ScanCounters = z.strictObject({
  id: z.string().describe('Its id.'),
  status: ScanStatus.describe('How far it is.'),
  resumeAt: z.string().nullable().describe('When a pause ends by itself.'),
  listedAll: z.boolean().describe('Whether the listing has come to its end; the rest is reading what was found.'),
  listed: z.int().describe('Objects listed so far.'),
  added: z.int().describe('Objects that were new.'),
  changed: z.int().describe('Objects with other content.'),
  moved: z.int().describe('Photos found under another key.'),
  missing: z.int().describe('Objects that are no longer there.'),
  ready: z.int().describe('Of what was found new or changed: shown.'),
  failed: z.int().describe('Could not be read.'),
  bytesRead: z.int().describe('Bytes read so far.'),
  requests: z.int().describe('How many requests were sent to the store.'),
  startedAt: z.string().describe('When it started.'),
  finishedAt: z.string().nullable().describe('When it ended; null while it is open.'),
})
export type ScanCounters = z.infer<typeof ScanCounters>

export const SourceScan = ScanCounters.extend({
  reason: z
    .string()
    .nullable()
    .describe('Why it paused or stopped, as a sentence; null when a person asked for it, or while it runs.'),
  asksGone: z
    .boolean()
    .describe('Whether it is held up because everything seems to be away; `accept-gone` says that it was deleted.'),
  skipped: z.int().describe('Not shown: videos, system files.'),
  pending: z.int().describe('Not yet read.'),
  bytesFound: z.int().describe('Size of what was found new or changed.'),
  noted: z.int().describe('How much there is to look at, and the first of it.'),
  notes: z.array(ScanNote).describe('The first of what there is to look at.'),
  photosPerSecond: z.number().nullable().describe('Since it was started or resumed; null while nothing can be said.'),
  bytesPerSecond: z.number().nullable().describe('Since it was started or resumed; null while nothing can be said.'),
  secondsLeft: z.int().nullable().describe('An estimate; null while nothing can be said.'),
}).meta({ id: 'SourceScan' })
export type SourceScan = z.infer<typeof SourceScan>

export const ScanPage = z
  .strictObject({
    items: z.array(SourceScan).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'ScanPage' })
export type ScanPage = z.infer<typeof ScanPage>

/** `accept-gone`: what the scan does not find was deleted, where the last one asked whether a disk is not mounted. */
const ScanVerb = z.enum(['start', 'pause', 'resume', 'stop', 'accept-gone'])
export const ScanAction = z
  .strictObject({
    action: ScanVerb.default('start').describe('What to do.'),
    folder: z
      .string()
      .min(1)
      .max(4096)
      .optional()
      .describe(
        'Only with `accept-gone`: the one folder, with its slash, of which it is said; without it, all that the last scan asked about.',
      ),
  })
  .refine(({ action, folder }) => folder === undefined || action === 'accept-gone', {
    path: ['folder'],
    message: 'goes with accept-gone only',
  })
export type ScanAction = z.output<typeof ScanAction>
