// Identity follows the content: which photo is what lies under a key now?
import type { Database } from '@/db/client'
import type { DecodedPhoto } from '../../imaging/decoded/decoded-photo'
import { NO_FIELDS } from '../../photos/file-columns'
import { storableFields } from '../../photos/storable'
import type { OpenObject } from '../../storage/readers/reader'
import { looksKeptPrivate, wasDeletedHere } from './kept-likeness'
import { formerHoldersOf, type Holder, holdersOf, isHiddenContent, isKeptPrivate, photosOfKey } from './known-content'
import { privateTwins } from './private-twins'
import type { Reading } from './reading'
import { judgeLikeness, type Likeness, type Sameness } from './same-picture'

/** A content that was read under a key. */
export interface Content extends Reading {
  opened: Omit<OpenObject, 'body'>
  sha256: string
  /** Null while it was only read to compare it. */
  decoded: DecodedPhoto | null
}

/** What had to be asked of the source and of the store, by photo. */
export interface Facts {
  /** Whether a photo's key still holds its content. */
  holds: Map<string, boolean>
  /** Whether a photo's picture is, pixel by pixel, the one that was read. */
  pixels: Map<string, boolean>
  /** Whether all that is shown of a photo lies in our store. */
  drawn: Map<string, boolean>
}

type Visibility = Holder['visibility']

export type Plan =
  | { kind: 'ask'; about: keyof Facts; photo: Holder }
  | { kind: 'choose id' }
  /** The content that was there before. */
  | { kind: 'touched'; photo: Holder }
  /** A known photo goes on here; another that was here gives way. */
  | { kind: 'moved'; photo: Holder; displaced: Holder | null }
  /** Deleted for ever by its owner. */
  | { kind: 'hidden'; displaced: Holder | null }
  | { kind: 'resaved'; photo: Holder; verdict: Sameness; visibility: Visibility }
  | { kind: 'new'; id: string; displaced: Holder | null; visibility: Visibility }
  /** Known content that has more than one key now, or content that nobody has seen: it must be decoded. */
  | { kind: 'copy' }
  | { kind: 'unseen' }

/**
 * Decides which photo a content is. The same answer for the same state, so that it can be asked again in the transaction that acts on it.
 * @param facts what was asked so far; what is missing is the answer `ask`
 */
export async function decideIdentity(db: Database, content: Content, facts: Facts): Promise<Plan> {
  const { source, object, sha256 } = content
  const { shown, former, freshId } = await photosOfKey(db, object)
  if (shown?.sha256 === sha256) {
    return shown.status === 'ready' ? planTouched(content, shown, facts) : planResaved(db, content, shown, 'same')
  }
  const holders = await holdersOf(db, source.ownerId, sha256, object)
  for (const photo of holders) {
    if (photo.missingAt !== null) return { kind: 'moved', photo, displaced: presentOf(shown) }
    if (photo.sourceId !== source.id) continue
    const holds = facts.holds.get(askedAs(photo))
    if (holds === undefined) return { kind: 'ask', about: 'holds', photo }
    if (!holds) return { kind: 'moved', photo, displaced: presentOf(shown) }
  }
  const inLibrary = holders.some(({ deletedAt }) => deletedAt === null)
  if (!inLibrary && (await isHiddenContent(db, source.ownerId, sha256))) {
    return { kind: 'hidden', displaced: presentOf(shown) }
  }
  const formerly = await formerHoldersOf(db, source.ownerId, sha256)
  if (shown && formerly.includes(shown.id)) return planResaved(db, content, shown, 'same')
  if (holders.length + formerly.length > 0) return planNew(db, content, { displaced: shown, former, freshId })
  if (!content.decoded) return { kind: 'unseen' }
  if (shown) {
    const verdict = judge(shown, content.decoded, facts)
    if (verdict === 'ask') return { kind: 'ask', about: 'pixels', photo: shown }
    if (verdict === 'same') return planResaved(db, content, shown, verdict)
    if (verdict === 'unknown') return planUnknown(db, content, shown, facts)
  }
  if (await wasDeletedHere(db, object, likenessNow(content.decoded))) {
    return { kind: 'hidden', displaced: presentOf(shown) }
  }
  const twin = await findTwin(db, content, facts)
  if (twin !== null && twin !== 'twin') return twin
  return planNew(db, content, { displaced: shown, former, freshId, isTwin: twin !== null })
}

/** The content that is shown: only what the store has lost of it is drawn anew, and what somebody wants to be read anew. */
function planTouched({ decoded, object }: Content, photo: Holder, { drawn }: Facts): Plan {
  if (object.again) return resavedAs(decoded, photo)
  const isDrawn = drawn.get(askedAs(photo))
  if (isDrawn === undefined) return { kind: 'ask', about: 'drawn', photo }
  if (isDrawn) return { kind: 'touched', photo }
  return resavedAs(decoded, photo)
}

function resavedAs(decoded: Content['decoded'], photo: Holder): Plan {
  return decoded ? { kind: 'resaved', photo, verdict: 'same', visibility: photo.visibility } : { kind: 'copy' }
}

/** Whether a private picture is this one by its pixels, or may be this one and is where it was no more. */
async function findTwin(db: Database, content: Content, facts: Facts): Promise<Plan | 'twin' | null> {
  if (!content.decoded || content.source.visibility === 'private') return null
  for (const photo of await privateTwins(db, content, likenessNow(content.decoded))) {
    if (photo.missingAt !== null) return 'twin'
    const holds = facts.holds.get(askedAs(photo))
    if (holds === undefined) return { kind: 'ask', about: 'holds', photo }
    const pixels = facts.pixels.get(askedAs(photo))
    if (holds && pixels === undefined) return { kind: 'ask', about: 'pixels', photo }
    if (!holds || pixels) return 'twin'
  }
  return null
}

/** A photo's key among the facts: another content of it is another question. */
export function askedAs({ id, sourceKey, etag, revision }: Holder): string {
  return JSON.stringify([id, sourceKey, etag, revision])
}

/** One that is missing already has nothing to give way with. */
function presentOf(shown: Holder | null): Holder | null {
  return shown?.missingAt === null ? shown : null
}

function judge(shown: Holder, decoded: DecodedPhoto, facts: Facts): Sameness | 'ask' {
  const verdict = judgeLikeness(likenessOf(shown), likenessNow(decoded))
  if (verdict === 'same') return verdict
  const pixels = facts.pixels.get(askedAs(shown))
  if (pixels === undefined) return 'ask'
  return pixels ? 'same' : verdict
}

function likenessOf({ ownFields, fileFields, hash, width, height }: Holder): Likeness {
  return { fields: ownFields ?? fileFields ?? NO_FIELDS, hash, width, height }
}

/** What is compared of a picture that was read. */
export function likenessNow({ fields, hash, width, height }: DecodedPhoto): Likeness {
  return { fields: storableFields(fields), hash, width, height }
}

/** Nothing tells it from what was here; it may as well be a private picture that was renamed over it. */
async function planUnknown(db: Database, content: Content, photo: Holder, facts: Facts): Promise<Plan> {
  const twin = await findTwin(db, content, facts)
  if (twin !== null && twin !== 'twin') return twin
  const plan = await planResaved(db, content, photo, 'unknown')
  if (plan.kind !== 'resaved' || !content.decoded) return plan
  const isKept = twin !== null || (await looksKeptPrivate(db, content, likenessNow(content.decoded)))
  return isKept ? { ...plan, visibility: 'private' } : plan
}

async function planResaved(db: Database, content: Content, photo: Holder, verdict: Sameness): Promise<Plan> {
  if (!content.decoded) return { kind: 'copy' }
  const { source, sha256 } = content
  const isWider = verdict === 'unknown' && source.visibility === 'private'
  const visibility =
    isWider || (await isKeptPrivate(db, source.ownerId, sha256, photo.id)) ? 'private' : photo.visibility
  return { kind: 'resaved', photo, verdict, visibility }
}

interface Beginning {
  displaced: Holder | null
  former: Holder | null
  freshId: string | null
  /** Whether it may be a private picture that was renamed and written into. */
  isTwin?: boolean
}

/** A new photo has the source's visibility, unless its owner keeps this picture from others. */
async function planNew(
  db: Database,
  content: Content,
  { displaced, former, freshId, isTwin }: Beginning,
): Promise<Plan> {
  const { source, decoded, sha256 } = content
  if (!decoded) return { kind: 'copy' }
  if (freshId === null) return { kind: 'choose id' }
  const isFormer = former !== null && judgeLikeness(likenessOf(former), likenessNow(decoded)) !== 'other'
  const kept =
    isTwin ||
    (isFormer && (former.visibility === 'private' || former.deletedAt !== null)) ||
    (await isKeptPrivate(db, source.ownerId, sha256, freshId)) ||
    (source.visibility === 'public' && (await looksKeptPrivate(db, content, likenessNow(decoded))))
  return {
    kind: 'new',
    id: freshId,
    displaced: presentOf(displaced),
    visibility: kept ? 'private' : source.visibility,
  }
}

/** Whether two plans are one. Who may see it is no matter: what is committed says what was decided last. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other))
}

function essence(plan: Plan): unknown[] {
  const of = (photo: Holder | null) =>
    photo && [photo.id, photo.sourceId, photo.sourceKey, photo.revision, photo.sha256]
  return [
    plan.kind,
    'photo' in plan ? of(plan.photo) : null,
    'displaced' in plan ? of(plan.displaced) : null,
    'id' in plan ? plan.id : null,
    'verdict' in plan ? plan.verdict : null,
  ]
}
