// What has come of an upload that is sent in pieces: objects of our own store, one behind the other, until they are the whole file.
import { Readable } from 'node:stream'
import { partPrefix } from '../photos/keys'
import type { ObjectStore } from '../storage/object-store'

export interface UploadPart {
  key: string
  /** Where it begins in the file, in bytes. */
  offset: number
  bytes: number
}

/** The names of parts in the order of their keys are in the order of the file. */
const DIGITS = 15
const PART = new RegExp(`-(\\d{${DIGITS}})\\.part$`)

/** Where a part lies that begins so many bytes from the file's beginning. */
export function partKey(photoId: string, offset: number): string {
  return `${partPrefix(photoId)}${String(offset).padStart(DIGITS, '0')}.part`
}

/** The parts that join without a gap from the file's beginning, and the others, which are of no use. @throws AppError unavailable */
export async function listParts(
  store: ObjectStore,
  photoId: string,
): Promise<{ parts: UploadPart[]; stray: string[] }> {
  const parts: UploadPart[] = []
  const stray: string[] = []
  for await (const { key, bytes } of store.list(partPrefix(photoId))) {
    const offset = Number(PART.exec(key)?.[1] ?? Number.NaN)
    if (offset === endOf(parts)) parts.push({ key, offset, bytes })
    else stray.push(key)
  }
  return { parts, stray }
}

/** How many bytes there are. */
export function endOf(parts: UploadPart[]): number {
  const last = parts.at(-1)
  return last ? last.offset + last.bytes : 0
}

/** The parts as one stream. Errors of the store are the stream's. */
export function joined(store: ObjectStore, parts: UploadPart[]): Readable {
  async function* bytes() {
    for (const { key } of parts) yield* (await store.get(key)).body
  }
  return Readable.from(bytes(), { objectMode: false })
}

/** Deletes all parts of an upload. @throws AppError unavailable */
export async function deleteParts(store: ObjectStore, photoId: string): Promise<void> {
  const { parts, stray } = await listParts(store, photoId)
  for (const key of [...parts.map((part) => part.key), ...stray]) await store.delete(key)
}

/**
 * What comes of a body, also where the line breaks in the middle: then it ends there, and `broken` is told.
 * @param body read to its end, or to where it breaks
 */
export function whatComes(body: Readable, broken: () => void): Readable {
  async function* bytes() {
    try {
      yield* body
    } catch {
      broken()
    }
  }
  return Readable.from(bytes(), { objectMode: false })
}
