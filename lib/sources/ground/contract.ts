import * as z from 'zod'
import { trimmed } from '../../media/plain-text'
import { Visibility } from '../../photos/contract'
import { SourceScan } from './scan-contract'

/** Shapes of sources on the wire (docs/http.md). Both sides parse with them; nothing here may import server code. */
export const SourceId = z.uuid('is not an id')
export const SourceKind = z.enum(['s3', 'directory'])
export type SourceKind = z.infer<typeof SourceKind>

const line = (what: string, most: number) =>
  z
    .string()
    .max(most, `${what} has at most ${most} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, `${what} holds no control characters`)

const name = line('a name', 100).overwrite(trimmed).min(1, 'give the source a name')
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
  endpoint: endpoint.nullish().describe('Address of an S3 server; null for AWS.'),
  publicEndpoint: endpoint
    .nullish()
    .describe('Where browsers reach the same server: then originals need not pass through Albumen.'),
  region: region.nullish().describe('Region of the bucket.'),
  bucket: bucket.nullish().describe('Name of the bucket.'),
  prefix: prefix.optional().describe('What every key begins with, byte for byte.'),
  pathStyle: z.boolean().optional().describe('Whether the bucket stands in the path instead of the host.'),
  accessKeyId: key('an access key').nullish().describe('Access key; it is never read back.'),
  secretAccessKey: key('a secret key').nullish().describe('Secret key; it is never read back.'),
  path: path.nullish().describe('A folder on the server, as a whole path.'),
}

/** How it is read and what becomes of what is found. Null: no limit, no rescan, never forgotten by itself. */
const manner = {
  visibility: visibility.optional().describe('Who may see new photos: everybody, or their owner.'),
  concurrency: concurrency.optional().describe('Objects read at the same time.'),
  bytesPerSecond: bytesPerSecond.nullish().describe('How fast it is read at most; null for no limit.'),
  rescanMinutes: rescanMinutes.nullish().describe('How often a scan starts by itself; null for never.'),
  forgetAfterDays: forgetAfterDays
    .nullish()
    .describe('When missing photos are forgotten by themselves; null for never.'),
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
  .strictObject({
    name: name.describe('What the source is called.'),
    kind: SourceKind.describe('What kind it is.'),
    ...location,
    ...manner,
  })
  .superRefine(checkLocation)
export type CreateSource = z.output<typeof CreateSource>

/** A new endpoint needs the keys again: stored keys are used at no other address than they were given for. */
export const UpdateSource = z
  .strictObject({
    name: name.optional().describe('What the source is called.'),
    ...location,
    ...manner,
  })
  .meta({ id: 'UpdateSource' })
export type UpdateSource = z.output<typeof UpdateSource>

/**
 * `POST /sources/check`: as for a new source (`name` and limits are passed over), or with the `id` of one's own source: then what is left
 * out is taken from it, its stored keys too.
 */
export const CheckSource = z
  .strictObject({
    id: SourceId.optional().describe('A source whose stored keys are to be tried.'),
    kind: SourceKind.optional().describe('What kind it is.'),
    name: z.string().max(1000).optional().describe('What the source is called.'),
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
export const Finding = z
  .strictObject({
    what: z.enum(FINDINGS).describe('What was tried.'),
    level: z
      .enum(['good', 'notice', 'bad'])
      .describe('Whether it is as it should be, worth knowing, or must be put right.'),
    text: z.string().describe('A sentence for people.'),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

export const SourceCheck = z
  .strictObject({
    ok: z.boolean().describe('Whether a scan would work.'),
    findings: z.array(Finding).describe('In the order tried; what could not be tried any more is absent.'),
    sample: z
      .strictObject({
        objects: z.int().describe('How many objects.'),
        bytes: z.int().describe('How many bytes.'),
        photos: z.int().describe('How many photos.'),
        raw: z.int().describe('How many raw files.'),
        videos: z.int().describe('How many videos.'),
        others: z.int().describe('Sidecars, system files and what is no picture.'),
        complete: z.boolean().describe('Whether these are all there are.'),
      })
      .nullable()
      .describe('The first 1,000 objects; null when nothing could be listed.'),
    estimate: z
      .strictObject({
        requests: z.int().describe('How many requests.'),
        bytes: z.int().describe('How many bytes.'),
        atLeast: z.boolean().describe('Whether it is at least that much.'),
      })
      .nullable()
      .describe(
        'Of the first scan. At least that much where `atLeast`: nobody knows how many objects follow the first 1,000.',
      ),
  })
  .meta({ id: 'SourceCheck' })
export type SourceCheck = z.infer<typeof SourceCheck>

export const Source = z
  .strictObject({
    id: SourceId.describe('Its id.'),
    name: z.string().describe('What the source is called.'),
    kind: SourceKind.describe('What kind it is.'),
    endpoint: z.string().nullable().describe('Address of an S3 server; null for AWS.'),
    publicEndpoint: z
      .string()
      .nullable()
      .describe('Where browsers reach the same server: then originals need not pass through Albumen.'),
    region: z.string().nullable().describe('Region of the bucket.'),
    bucket: z.string().nullable().describe('Name of the bucket.'),
    prefix: z.string().describe('What every key begins with, byte for byte.'),
    pathStyle: z.boolean().describe('Whether the bucket stands in the path instead of the host.'),
    hasKeys: z.boolean().describe('Whether access keys are stored; they are never read back.'),
    path: z.string().nullable().describe('A folder on the server, as a whole path.'),
    visibility: Visibility.describe('Who may see new photos: everybody, or their owner.'),
    concurrency: z.int().describe('Objects read at the same time.'),
    bytesPerSecond: z.int().nullable().describe('How fast it is read at most; null for no limit.'),
    rescanMinutes: z.int().nullable().describe('How often a scan starts by itself; null for never.'),
    forgetAfterDays: z.int().nullable().describe('When missing photos are forgotten by themselves; null for never.'),
    counts: z
      .strictObject({
        photos: z.int().describe('How many photos.'),
        missing: z.int().describe('Objects that are no longer there.'),
        failed: z.int().describe('Could not be read.'),
        notShown: z.int().describe('Videos, raw pictures without a preview, formats that are not taken.'),
      })
      .describe(
        'Objects known, by what became of them. `notShown`: videos, raw pictures without a preview, formats that are not taken.',
      ),
    scan: SourceScan.nullable().describe('The scan that runs or is paused, else the last one; null before the first.'),
    nextScanAt: z.string().nullable().describe('When the next scan starts by itself.'),
    createdAt: z.string().describe('When it was made.'),
    updatedAt: z.string().describe('When it was changed last.'),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof Source>

export const SourcePage = z
  .strictObject({
    items: z.array(Source).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'SourcePage' })
export type SourcePage = z.infer<typeof SourcePage>

/** `DELETE /sources/{id}/missing`: how many photos whose files are gone were forgotten. */
export const Forgotten = z.strictObject({ forgotten: z.int().describe('How many photos were forgotten.') })
