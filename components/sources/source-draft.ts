import type { CheckSource, CreateSource, Source } from '@/lib/sources/ground/contract'
import { endpointOf, presetOf } from './source-presets'

/** What stands in the form of a new source, as it was typed. */
export interface SourceDraft {
  kind: Source['kind']
  preset: string
  endpoint: string
  account: string
  region: string
  bucket: string
  prefix: string
  pathStyle: boolean
  accessKeyId: string
  secretAccessKey: string
  path: string
  /** Empty: named after the bucket or folder. */
  name: string
  manner: SourceManner
}

/** How a source is read and what becomes of what is found. */
export interface SourceManner {
  visibility: Source['visibility']
  concurrency: number
  bytesPerSecond: number | null
  rescanMinutes: number | null
  forgetAfterDays: number | null
}

/** The form before anything was written. */
export const EMPTY_DRAFT: SourceDraft = {
  kind: 's3',
  preset: 'aws',
  endpoint: '',
  account: '',
  region: '',
  bucket: '',
  prefix: '',
  pathStyle: false,
  accessKeyId: '',
  secretAccessKey: '',
  path: '',
  name: '',
  manner: { visibility: 'private', concurrency: 4, bytesPerSecond: null, rescanMinutes: 1440, forgetAfterDays: null },
}

/** The draft on another kind of server, with what is known of it filled in. */
export function withPreset(draft: SourceDraft, id: string): SourceDraft {
  const { region, pathStyle } = presetOf(id)
  return { ...draft, preset: id, region, pathStyle }
}

const TYPED = ['endpoint', 'account', 'region', 'bucket', 'prefix', 'accessKeyId', 'secretAccessKey', 'path'] as const

/** The draft with what was typed into the form before its script had come. @param fields by their names in the form */
export function withTyped(draft: SourceDraft, fields: { get(name: string): unknown }): SourceDraft {
  const preset = fields.get('preset')
  const kind = fields.get('source-kind')
  const begun = typeof preset === 'string' && preset !== draft.preset ? withPreset(draft, preset) : draft
  const typed = TYPED.flatMap((name) => {
    const value = fields.get(name)
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : []
  })
  return { ...begun, ...(kind === 'directory' ? { kind } : {}), ...Object.fromEntries(typed) }
}

/** Where the draft leads, as `POST /sources/check` takes it. */
export function locationOf(draft: SourceDraft): CheckSource & { kind: Source['kind'] } {
  if (draft.kind === 'directory') return { kind: 'directory', path: draft.path.trim() || null }
  return {
    kind: 's3',
    endpoint: endpointOf(presetOf(draft.preset), draft),
    region: draft.region.trim() || null,
    bucket: draft.bucket.trim() || null,
    ...(draft.prefix ? { prefix: draft.prefix } : {}),
    pathStyle: draft.pathStyle,
    accessKeyId: draft.accessKeyId.trim() || null,
    secretAccessKey: draft.secretAccessKey.trim() || null,
  }
}

/** What a source is called when nobody says: the last part of its folder or prefix, else the bucket. */
export function proposedName({ kind, path, prefix, bucket }: SourceDraft): string {
  const place = kind === 'directory' ? path : prefix
  const last = place
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .at(-1)
  return (last ?? bucket.trim()).slice(0, 100) || 'My photos'
}

/** The whole draft, as `POST /sources` takes it. */
export function newSourceOf(draft: SourceDraft): CreateSource {
  const { name = '', ...location } = { ...locationOf(draft), name: draft.name.trim() || proposedName(draft) }
  return { name, ...location, ...draft.manner }
}
