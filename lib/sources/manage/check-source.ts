import { takeAttempt } from '../../auth/attempts'
import { requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { classifyKey } from '../../media/classify'
import { formatBytes } from '../../media/format-bytes'
import { formatNumber } from '../../media/format-number'
import { counted, plural } from '../../media/plural'
import { sealingSecret } from '../../sealing/sealing-secret'
import { mayBePrivate } from '../../storage/readers/address-rule'
import type { SourcePage, SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { assertEndpoint, assertFolder, invalid } from '../ground/access-rule'
import type { CheckSource, Finding, SourceCheck } from '../ground/contract'
import { type Credentials, openCredentials } from '../ground/credentials'
import { findOwnSource } from '../ground/find-source'
import { openPlace, type SourcePlace } from '../ground/open-reader'
import { checkWriting } from './check-writing'

const SAMPLE = 1000
/** Every check makes connections in somebody's name. */
export const CHECKS = { name: 'check-source', count: 60, seconds: 600 }
const READ_KINDS = new Set(['photo', 'raw', 'sidecar', 'unknown', 'unsupported'])

/**
 * Tries a source before it is saved: connect, list, read, whether the keys could write, the clock; and says what the first scan will take. What
 * fails is a finding, not an error. Nothing is written, neither there nor here.
 * @throws AppError unauthenticated, not_found, invalid, forbidden, rate_limited
 */
export async function checkSource(ctx: Context, input: CheckSource): Promise<SourceCheck> {
  const user = requireUser(ctx.actor)
  const { place, keys } = await placeOf(ctx, input)
  const allowPrivate = mayBePrivate(user.role === 'admin')
  if (place.kind === 'directory') assertFolder(place.path ?? '', user.role)
  for (const field of ['endpoint', 'publicEndpoint'] as const) {
    const address = place[field]
    if (address) assertEndpoint(address, allowPrivate, field)
  }
  await takeAttempt(ctx.db, CHECKS, user.userId)
  const findings: Finding[] = []
  let reader: SourceReader | undefined
  try {
    reader = openPlace(place, keys, allowPrivate)
    const page = await reader.list(null, SAMPLE)
    findings.push(good('connect', place.kind === 's3' ? 'The server answers.' : 'The folder is there.'))
    findings.push(good('list', place.kind === 's3' ? 'The bucket can be listed.' : 'The folder can be listed.'))
    findings.push(await tryReading(reader, page))
    findings.push(...(await checkWriting(place, keys, allowPrivate)))
    return { ...(await summarize(findings, page, place.kind)), findings }
  } catch (error) {
    if (!(error instanceof SourceTrouble)) throw error
    findings.push(...troubleFindings(error, findings))
    return { ok: false, findings, sample: null, estimate: null }
  } finally {
    reader?.close()
  }
}

/** What is given, over what is stored; stored keys only for the endpoint they were given for. */
async function placeOf(
  ctx: Context,
  input: CheckSource,
): Promise<{ place: SourcePlace; keys: Credentials | undefined }> {
  const stored = input.id === undefined ? null : await findOwnSource(ctx, input.id)
  const kind = stored?.kind ?? input.kind
  if (kind === undefined) throw invalid('kind', 'is "s3" or "directory"')
  const place: SourcePlace = {
    kind,
    endpoint: input.endpoint === undefined ? (stored?.endpoint ?? null) : input.endpoint,
    publicEndpoint: input.publicEndpoint === undefined ? (stored?.publicEndpoint ?? null) : input.publicEndpoint,
    region: input.region === undefined ? (stored?.region ?? null) : input.region,
    bucket: input.bucket ?? stored?.bucket ?? null,
    prefix: input.prefix ?? stored?.prefix ?? '',
    pathStyle: input.pathStyle ?? stored?.pathStyle ?? true,
    path: input.path ?? stored?.path ?? null,
  }
  const { accessKeyId, secretAccessKey } = input
  if (accessKeyId && secretAccessKey) return { place, keys: { accessKeyId, secretAccessKey } }
  if (!stored?.credentials || accessKeyId === null) return { place, keys: undefined }
  if (place.endpoint !== stored.endpoint) {
    throw invalid(
      'secretAccessKey',
      'Give both keys again: stored keys are used only at the endpoint they were given for.',
    )
  }
  return { place, keys: openStored(stored.credentials, stored.id) }
}

function openStored(sealed: string, id: string): Credentials {
  try {
    return openCredentials(sealed, id, sealingSecret())
  } catch (cause) {
    const message = 'The stored keys cannot be opened: AUTH_SECRET has changed. Give the source its keys anew.'
    throw new AppError('invalid', message, { cause })
  }
}

/** One byte of one object: a picture if there is one. */
async function tryReading(reader: SourceReader, { objects }: SourcePage): Promise<Finding> {
  const filled = objects.filter(({ bytes }) => bytes > 0)
  const probe = filled.find(({ key, bytes }) => classifyKey(key, bytes) === 'photo') ?? filled[0]
  if (!probe) return { what: 'read', level: 'notice', text: 'There is no object yet to try reading with.' }
  try {
    const { body } = await reader.get(probe.key, { range: { start: 0, end: 0 } })
    for await (const chunk of body) void chunk
    return good('read', 'Objects can be read.')
  } catch (error) {
    if (error instanceof SourceTrouble && error.kind !== 'away') {
      return {
        what: 'read',
        level: 'bad',
        text: 'Objects are listed, but may not be read. Allow these keys to read objects (s3:GetObject).',
      }
    }
    if (error instanceof AppError && error.code === 'not_found') {
      return {
        what: 'read',
        level: 'notice',
        text: 'The object that was tried has just gone; the others are tried by the scan.',
      }
    }
    throw error
  }
}

async function summarize(
  findings: Finding[],
  { objects, last }: SourcePage,
  kind: SourcePlace['kind'],
): Promise<Omit<SourceCheck, 'findings'>> {
  const kinds = objects.map((object) => ({ ...object, kind: classifyKey(object.key, object.bytes) }))
  const count = (...names: string[]) => kinds.filter((object) => names.includes(object.kind)).length
  const sum = (list: { bytes: number }[]) => list.reduce((total, { bytes }) => total + bytes, 0)
  const read = kinds.filter((object) => READ_KINDS.has(object.kind))
  const [photos, raw, videos] = [count('photo'), count('raw'), count('video')]
  const others = objects.length - photos - raw - videos
  const estimate = { requests: (kind === 's3' ? 1 : 0) + read.length, bytes: sum(read), atLeast: !last }
  const bytes = sum(objects)
  findings.push(objectsFinding({ objects: objects.length, bytes, photos, last }))
  findings.push(estimateFinding(estimate, kind))
  const ok = !findings.some(({ level }) => level === 'bad')
  return { ok, sample: { objects: objects.length, bytes, photos, raw, videos, others, complete: last }, estimate }
}

function objectsFinding(found: { objects: number; bytes: number; photos: number; last: boolean }): Finding {
  const { objects, bytes, photos, last } = found
  if (objects === 0) {
    return {
      what: 'objects',
      level: 'notice',
      text: 'There is nothing there. Is the prefix right? It is compared letter by letter.',
    }
  }
  const size = `${counted(objects, 'object')} with ${formatBytes(bytes)}`
  const pictures = `${formatNumber(photos)} of them ${plural(photos, 'is a photo', 'are photos')}`
  const text = last ? `There are ${size}; ${pictures}.` : `The first ${size}; ${pictures}. More follow.`
  return { what: 'objects', level: photos === 0 ? 'notice' : 'good', text }
}

function estimateFinding({ requests, bytes, atLeast }: NonNullable<SourceCheck['estimate']>, kind: string): Finding {
  const least = atLeast ? 'at least ' : ''
  const what = kind === 's3' ? `${counted(requests, 'request')} and ` : ''
  const later =
    kind === 's3' ? 'later ones one request for 1,000 objects and what is new' : 'later ones only what is new'
  const text = `The first scan takes ${least}${what}${formatBytes(bytes)} to read; ${later}.`
  return good('estimate', text)
}

/** Who does not answer has not refused; who refuses has answered. */
function troubleFindings(trouble: SourceTrouble, before: Finding[]): Finding[] {
  const bad = (what: Finding['what']): Finding => ({ what, level: 'bad', text: trouble.message })
  if (before.length > 0) return [bad('read')]
  if (trouble.kind === 'away') return [bad('connect')]
  return [bad('list')]
}

function good(what: Finding['what'], text: string): Finding {
  return { what, level: 'good', text }
}
