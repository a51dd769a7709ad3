import * as z from 'zod'
import { Visibility } from '../../photos/contract'

/** Shapes of sources on the wire (api.md). Both sides parse with them; nothing here may import server code. */
export const SourceId = z.uuid('is not an id')
export const SourceKind = z.enum(['s3', 'directory'])
export type SourceKind = z.infer<typeof SourceKind>

const line = (what: string, most: number) =>
  z
    .string()
    .max(most, `${what} has at most ${most} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, `${what} holds no control characters`)

const name = line('a name', 100).trim().min(1, 'give the source a name')
const endpoint = line('an endpoint', 300)
  .trim()
  .regex(
    /^https?:\/\/[^\s/?#@\\]+(\/[^\s?#@\\]*)?$/i,
    'write an address such as https://s3.example.org, without user, ? or #',
  )
const region = line('a region', 60)
  .trim()
  .regex(/^[A-Za-z0-9-]+$/, 'write a region such as eu-central-1, or auto')
const bucket = line('a bucket', 255)
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'write the bucket’s name alone, such as my-photos')
/** Used literally, byte for byte, before every key: it is no path. */
const prefix = z
  .string()
  .max(900, 'a prefix has at most 900 characters')
  .refine((value) => !value.includes('\0'), 'a prefix holds no NUL')
const path = line('a folder', 1000)
  .trim()
  .refine((value) => value.startsWith('/'), 'write the whole path of a folder on the server, such as /mnt/photos')
  .refine((value) => !value.split('/').includes('..'), 'write the path without ..')
const key = (what: string) =>
  line(what, 300)
    .trim()
    .regex(/^[!-~]+$/, `${what} has no spaces and no other letters than ASCII`)
const visibility = Visibility
const concurrency = z.int().min(1, 'at least 1').max(32, 'at most 32 at the same time')
const bytesPerSecond = z
  .int()
  .min(10_000, 'at least 10,000 bytes a second')
  .max(10_000_000_000, 'at most 10 GB a second')
const rescanMinutes = z.int().min(5, 'at least every 5 minutes').max(525_600, 'at least once a year')
const forgetAfterDays = z.int().min(1, 'at least one day').max(36_500, 'at most 100 years')

/** Where a source is and how it is opened. What belongs to the other kind is left out or null. */
const location = {
  endpoint: endpoint.nullish(),
  /** Where browsers reach the same server: then originals need not pass through Albumen. */
  publicEndpoint: endpoint.nullish(),
  region: region.nullish(),
  bucket: bucket.nullish(),
  prefix: prefix.optional(),
  pathStyle: z.boolean().optional(),
  accessKeyId: key('an access key').nullish(),
  secretAccessKey: key('a secret key').nullish(),
  path: path.nullish(),
}

/** How it is read and what becomes of what is found. Null: no limit, no rescan, never forgotten by itself. */
const manner = {
  visibility: visibility.optional(),
  concurrency: concurrency.optional(),
  bytesPerSecond: bytesPerSecond.nullish(),
  rescanMinutes: rescanMinutes.nullish(),
  forgetAfterDays: forgetAfterDays.nullish(),
}

type Location = z.output<z.ZodObject<typeof location>>

const S3_ONLY = ['endpoint', 'publicEndpoint', 'region', 'bucket', 'prefix', 'accessKeyId', 'secretAccessKey'] as const

/** A bucket needs its name and both keys or none (a public bucket); a folder needs its path and nothing else. */
function checkLocation(given: Location & { kind: SourceKind }, problems: z.RefinementCtx): void {
  const say = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message })
  if (given.kind === 'directory') {
    if (!given.path) say('path', 'write the path of the folder on the server')
    for (const field of S3_ONLY) if (given[field]) say(field, 'belongs to a bucket, not to a folder on the server')
    return
  }
  if (!given.bucket) say('bucket', 'write the bucket’s name')
  if (given.path) say('path', 'belongs to a folder on the server, not to a bucket')
  if (Boolean(given.accessKeyId) !== Boolean(given.secretAccessKey)) {
    say(
      given.accessKeyId ? 'secretAccessKey' : 'accessKeyId',
      'give both keys, or none for a bucket that is open to all',
    )
  }
}

export const CreateSource = z
  .strictObject({ name, kind: SourceKind, ...location, ...manner })
  .superRefine(checkLocation)
export type CreateSource = z.output<typeof CreateSource>

/** A new endpoint needs the keys again: stored keys are used at no other address than they were given for. */
export const UpdateSource = z.strictObject({ name: name.optional(), ...location, ...manner })
export type UpdateSource = z.output<typeof UpdateSource>

/**
 * `POST /sources/check`: as for a new source (`name` and limits are passed over), or with the `id` of one's own source: then what is left
 * out is taken from it, its stored keys too.
 */
export const CheckSource = z
  .strictObject({
    id: SourceId.optional(),
    kind: SourceKind.optional(),
    name: z.string().max(1000).optional(),
    ...location,
    ...manner,
  })
  .superRefine((given, problems) => {
    if (given.id !== undefined) return
    const { kind } = given
    if (kind) checkLocation({ ...given, kind }, problems)
    else problems.addIssue({ code: 'custom', path: ['kind'], message: 'is "s3" or "directory"' })
  })
export type CheckSource = z.output<typeof CheckSource>

export const FINDINGS = ['connect', 'list', 'read', 'write', 'clock', 'cors', 'objects', 'estimate'] as const

/** One thing that was tried. `good`: as it should be; `notice`: works, but worth knowing; `bad`: must be put right first. */
export const Finding = z.strictObject({
  what: z.enum(FINDINGS),
  level: z.enum(['good', 'notice', 'bad']),
  text: z.string(),
})
export type Finding = z.infer<typeof Finding>

export const SourceCheck = z.strictObject({
  /** Whether a scan would work. */
  ok: z.boolean(),
  /** In the order tried; what could not be tried any more is absent. */
  findings: z.array(Finding),
  /** The first 1,000 objects; null when nothing could be listed. */
  sample: z
    .strictObject({
      objects: z.int(),
      bytes: z.int(),
      photos: z.int(),
      raw: z.int(),
      videos: z.int(),
      /** Sidecars, system files and what is no picture. */
      others: z.int(),
      /** Whether these are all there are. */
      complete: z.boolean(),
    })
    .nullable(),
  /** Of the first scan. At least that much where `atLeast`: nobody knows how many objects follow the first 1,000. */
  estimate: z.strictObject({ requests: z.int(), bytes: z.int(), atLeast: z.boolean() }).nullable(),
})
export type SourceCheck = z.infer<typeof SourceCheck>

/**
 * Something that a scan names for the owner; a folder with its slash. `uncertain`: other content than before under this key, and nothing tells whether it is the same picture: it
 * kept its edits, and is shown no wider than the source's default. `kept_private`: its content is kept private elsewhere, so it is private here.
 * `closed`: a folder that the server may not read. `away`: a folder that is empty as if its disk were not mounted; its photos are kept.
 */
export const ScanNote = z.strictObject({
  kind: z.enum(['uncertain', 'kept_private', 'closed', 'away']),
  key: z.string(),
  photoId: z.string().nullable(),
})
export type ScanNote = z.infer<typeof ScanNote>

export const ScanStatus = z.enum(['running', 'paused', 'stopped', 'done'])

export const SourceScan = z.strictObject({
  id: z.string(),
  status: ScanStatus,
  /** Why it paused or stopped, as a sentence; null when a person asked for it, or while it runs. */
  reason: z.string().nullable(),
  /** When a pause ends by itself. */
  resumeAt: z.string().nullable(),
  /** Whether it is held up because everything seems to be away; `accept-gone` says that it was deleted. */
  asksGone: z.boolean(),
  /** Whether the listing has come to its end; the rest is reading what was found. */
  listedAll: z.boolean(),
  listed: z.int(),
  added: z.int(),
  changed: z.int(),
  moved: z.int(),
  missing: z.int(),
  /** Of what was found new or changed: shown, failed, not shown (videos, system files, …), not yet read. */
  ready: z.int(),
  failed: z.int(),
  skipped: z.int(),
  pending: z.int(),
  bytesFound: z.int(),
  bytesRead: z.int(),
  requests: z.int(),
  /** How much there is to look at, and the first of it. */
  noted: z.int(),
  notes: z.array(ScanNote),
  /** Since it was started or resumed; null while nothing can be said. */
  photosPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.int().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type SourceScan = z.infer<typeof SourceScan>

export const ScanPage = z.strictObject({ items: z.array(SourceScan), next: z.string().nullable() })
export type ScanPage = z.infer<typeof ScanPage>

/** `accept-gone`: what the scan does not find was deleted, also where a disk seems not to be mounted. */
const ScanVerb = z.enum(['start', 'pause', 'resume', 'stop', 'accept-gone'])
export const ScanAction = z.strictObject({ action: ScanVerb.default('start') })
export type ScanAction = z.output<typeof ScanAction>

export const Source = z.strictObject({
  id: SourceId,
  name: z.string(),
  kind: SourceKind,
  endpoint: z.string().nullable(),
  publicEndpoint: z.string().nullable(),
  region: z.string().nullable(),
  bucket: z.string().nullable(),
  prefix: z.string(),
  pathStyle: z.boolean(),
  /** Whether access keys are stored; they are never read back. */
  hasKeys: z.boolean(),
  path: z.string().nullable(),
  visibility: Visibility,
  concurrency: z.int(),
  bytesPerSecond: z.int().nullable(),
  rescanMinutes: z.int().nullable(),
  forgetAfterDays: z.int().nullable(),
  /** Objects known, by what became of them. `notShown`: videos, raw pictures without a preview, formats that are not taken. */
  counts: z.strictObject({ photos: z.int(), missing: z.int(), failed: z.int(), notShown: z.int() }),
  /** The scan that runs or is paused, else the last one; null before the first. */
  scan: SourceScan.nullable(),
  /** When the next scan starts by itself. */
  nextScanAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Source = z.infer<typeof Source>

export const SourcePage = z.strictObject({ items: z.array(Source), next: z.string().nullable() })
export type SourcePage = z.infer<typeof SourcePage>

/** `DELETE /sources/{id}/missing`: how many photos whose files are gone were forgotten. */
export const Forgotten = z.strictObject({ forgotten: z.int() })
