import { ERROR_STATUS, type ErrorCode } from '../errors/app-error'
import { formatBytes } from '../media/format-bytes'
import { ACCEPTED_NAMES } from '../media/media-types'
import { declaredType } from './declared-type'
import type { HeldPhoto } from './held-photos'
import type { UploadFile, UploadTicket } from './upload-contract'

type Refusal = Extract<UploadTicket, { problem: unknown }>['problem']
export type CopyIn = Extract<UploadTicket, { method: 'PUT' }>['copyIn']

/** Bytes to be sent for a photo: a new one, one that is unfinished, or one that gets its lost original back. */
export interface Send {
  photoId: string
  file: UploadFile
  mediaType: string
  of: 'new' | 'unfinished' | 'lost'
  copyIn: CopyIn
}

/** What is to become of an announced file. */
export type Plan = { problem: Refusal } | { held: HeldPhoto; file: UploadFile } | { send: Send }

/** What the plans are made from. All maps are by SHA-256. */
export interface UploadFacts {
  held: Map<string, HeldPhoto>
  /** Unfinished uploads of the same visibility. */
  open: Map<string, { id: string; bytes: number }>
  inSources: Map<string, NonNullable<CopyIn>>
  /** What there is room for. */
  room: { files: number; bytes: number }
  /** What is said of a file that there is no room for. @param left bytes */
  full: (left: number, bytes: number) => string
  /** The largest file that is taken, in bytes. */
  largest: number
  /** How much more may be announced. */
  unfinished: { files: number; bytes: number }
  /** Ids for new photos, enough of them. */
  ids: string[]
}

const TOO_MUCH =
  'Too many uploads of yours were begun and not finished. Finish or cancel some of them; what is left lying is cleared away within a day.'

/** One plan for each file, in order; later files share what earlier ones have begun. */
export function planUploads(files: UploadFile[], facts: UploadFacts): Plan[] {
  const open = new Map(facts.open)
  const left = { room: { ...facts.room }, ...facts.unfinished }
  const ids = facts.ids[Symbol.iterator]()
  return files.map((file): Plan => {
    const sha256 = file.sha256 ?? ''
    const held = facts.held.get(sha256)
    if (held?.original === 'kept') return { held, file }
    const mediaType = declaredType(file.mediaType)
    const problem = problemOf(file, mediaType, facts.largest)
    if (problem || mediaType === null) return problem ?? refuse('unsupported_media', '')
    const send = { file, mediaType, copyIn: facts.inSources.get(sha256) ?? null }
    if (held?.bytes === file.bytes) return { send: { ...send, photoId: held.id, of: 'lost' } }
    const begun = open.get(sha256)
    if (begun?.bytes === file.bytes) return { send: { ...send, photoId: begun.id, of: 'unfinished' } }
    if (left.room.files < 1 || file.bytes > left.room.bytes)
      return refuse('too_large', facts.full(left.room.bytes, file.bytes))
    if (left.files < 1 || file.bytes > left.bytes) return refuse('rate_limited', TOO_MUCH)
    left.room.files -= 1
    left.room.bytes -= file.bytes
    left.bytes -= file.bytes
    left.files -= 1
    const photoId = ids.next().value as string
    if (file.sha256 !== undefined) open.set(sha256, { id: photoId, bytes: file.bytes })
    return { send: { ...send, photoId, of: 'new' } }
  })
}

function problemOf(file: UploadFile, mediaType: string | null, largest: number): Plan | null {
  if (mediaType === null)
    return refuse('unsupported_media', `This is not a photo Albumen takes. It takes ${ACCEPTED_NAMES}.`)
  if (file.bytes === 0) return refuse('invalid', 'The file is empty.')
  if (file.bytes > largest)
    return refuse('too_large', `The file has ${formatBytes(file.bytes)}; at most ${formatBytes(largest)} are taken.`)
  return null
}

function refuse(code: ErrorCode, detail: string): Plan {
  return { problem: { code, status: ERROR_STATUS[code], title: code.replaceAll('_', ' '), detail } }
}
