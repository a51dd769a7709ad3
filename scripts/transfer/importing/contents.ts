import { eachAtOnce } from '@/lib/each-at-once'
import { reasonOf } from '../fatal'
import type { LibraryPhoto } from '../library-file'
import { type Details, mergeDetails } from '../notes/details'
import { shownPath } from '../shown-path'
import { type HashedFile, hashFile } from './hash-file'
import type { ImportPlan, PlannedFile, Visibility } from './import-plan'

/** Files that are read at the same time: more make a disk seek. */
const READERS = 2

/** `unreadable`: the server has all its bytes, and cannot make a picture of them. */
export type Outcome = { kind: 'sent' | 'known' } | { kind: 'failed'; reason: string; unreadable: boolean }

/** Files with the same bytes: one photo. */
export interface Content {
  sha256: string
  file: HashedFile
  filename: string
  modifiedAt: Date
  visibility: Visibility
  details: Details
  /** Titles of albums, each with its files' places in the plan. */
  albums: Map<string, number>
  records: LibraryPhoto[]
  /** How many files there are. */
  files: number
  photoId: string | null
  /** It lies in the trash of the library, where the export has it too. */
  inTrash: boolean
  outcome: Outcome | null
  /** Times it was sent. */
  tries: number
}

/**
 * Hashes the files of a plan, and puts those with the same bytes together. What cannot be read is added to the plan's failures.
 * @param onRead bytes that were read
 */
export async function hashPlan(plan: ImportPlan, onRead: (bytes: number, files: number) => void): Promise<Content[]> {
  const hashed: (HashedFile | null)[] = []
  await eachAtOnce(plan.files.entries(), READERS, async ([at, planned]) => {
    hashed[at] = await hashOne(plan, planned, onRead)
    onRead(0, 1)
  })
  const contents = new Map<string, Content>()
  for (const [at, planned] of plan.files.entries()) {
    const file = hashed[at]
    if (!file) continue
    const before = contents.get(file.sha256)
    contents.set(file.sha256, before ? joined(before, planned, at) : newContent(planned, file, at))
  }
  return [...contents.values()]
}

async function hashOne(
  plan: ImportPlan,
  { file, record }: PlannedFile,
  onRead: (bytes: number, files: number) => void,
) {
  let read = 0
  const fail = (reason: string) => plan.failed.push({ file: shownPath(file.folder, file.name), reason })
  try {
    const hashed = await hashFile(file, (bytes) => {
      read += bytes
      onRead(bytes, 0)
    })
    if (hashed.bytes === 0) {
      fail('The file is empty.')
      return null
    }
    if (!record?.sha256 || record.sha256 === hashed.sha256) return hashed
    fail('Its bytes are not those that were exported. To take it as it is, import it from another folder.')
  } catch (error) {
    fail(reasonOf(error))
    // It is done with, too.
    onRead(file.bytes - read, 0)
  }
  return null
}

function newContent(
  { filename, visibility, details, album, record }: PlannedFile,
  file: HashedFile,
  at: number,
): Content {
  return {
    sha256: file.sha256,
    file,
    filename,
    // A guessed date was the file's time: it is given back.
    modifiedAt: record?.takenAtGuessed && record.takenAt ? new Date(record.takenAt) : file.modifiedAt,
    visibility,
    details,
    albums: new Map(album === null ? [] : [[album, at]]),
    records: record ? [record] : [],
    files: 1,
    photoId: null,
    inTrash: false,
    outcome: null,
    tries: 0,
  }
}

function joined(content: Content, { visibility, details, album, record }: PlannedFile, at: number): Content {
  if (album !== null && !content.albums.has(album)) content.albums.set(album, at)
  if (record) content.records.push(record)
  return {
    ...content,
    details: mergeDetails([content.details, details]),
    // Of two wishes the careful one.
    visibility: visibility === 'private' ? 'private' : content.visibility,
    files: content.files + 1,
  }
}
