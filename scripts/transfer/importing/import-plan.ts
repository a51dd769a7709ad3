import { rankOfSidecar, sidecarKeysOf } from '@/lib/sources/sidecars/sidecar-keys'
import { Fatal, reasonOf } from '../fatal'
import { LIBRARY_BYTES, LIBRARY_FILE, type Library, type LibraryPhoto, parseLibrary } from '../library-file'
import { type Details, mergeDetails } from '../notes/details'
import { readNote } from '../notes/read-note'
import { sidecarDetails } from '../notes/sidecar-details'
import { matchTakeout } from '../notes/takeout-names'
import { isYearFolder, NOTE_BYTES, readTakeoutNote } from '../notes/takeout-note'
import { shownPath } from '../shown-path'
import type { FolderScan, FoundFile } from './scan-folder'

/** Bytes of a sidecar that are looked at; the reader itself stops sooner. */
const SIDECAR_BYTES = 16 * 1024 * 1024

export type Visibility = 'public' | 'private'

/** A file that is to be in the library, and what is known of it beside its bytes. */
export interface PlannedFile {
  file: FoundFile
  /** The name it is given in the library. */
  filename: string
  visibility: Visibility
  details: Details
  /** Title of the album it goes into. */
  album: string | null
  /** What an export says of it. */
  record: LibraryPhoto | null
}

export interface ImportPlan {
  files: PlannedFile[]
  /** Descriptions of albums, by title. */
  albums: Map<string, string>
  library: Library | null
  skipped: Map<string, number>
  failed: { file: string; reason: string }[]
}

interface PlanOptions {
  visibility: Visibility
  albumFromFolder: boolean
}

/** What is to be done with a folder: an export of Albumen as `albumen.json` says, any other file by file. @throws Fatal for an `albumen.json` that is none */
export async function planImport(scan: FolderScan, options: PlanOptions): Promise<ImportPlan> {
  const plan: ImportPlan = {
    files: [],
    albums: new Map(),
    library: null,
    skipped: new Map(scan.skipped),
    failed: [...scan.failed],
  }
  const file = scan.notes.find(({ folder, name }) => folder === '' && name === LIBRARY_FILE)
  plan.library = file ? await readLibrary(file) : null
  if (plan.library) planLibrary(plan, plan.library, scan)
  else await planFolders(plan, scan, options)
  return plan
}

/** @throws Fatal where it cannot be understood: without it the albums and edits of an export would be lost unnoticed */
async function readLibrary(file: FoundFile): Promise<Library> {
  try {
    const library = parseLibrary((await readNote(file, LIBRARY_BYTES)).toString('utf8'))
    if (library) return library
  } catch (error) {
    throw new Fatal(`${LIBRARY_FILE}: ${reasonOf(error)}`)
  }
  throw new Fatal(
    `${LIBRARY_FILE} is not one of an export that this version knows. To import the files alone, take it out of the folder.`,
  )
}

function planLibrary(plan: ImportPlan, library: Library, scan: FolderScan): void {
  const files = new Map(
    [...scan.pictures, ...scan.others.map(({ file }) => file)].map((file) => [shownKey(file), file]),
  )
  const fail = (file: string, reason: string) => plan.failed.push({ file, reason })
  for (const record of library.photos) {
    const file = record.path === null ? undefined : files.get(record.path)
    if (record.path !== null) files.delete(record.path)
    if (record.path === null) fail(record.filename, 'The export does not hold its original.')
    else if (!file) fail(record.path, 'The file is not in the folder, though albumen.json names it.')
    else
      plan.files.push({
        file,
        filename: record.filename,
        visibility: record.visibility,
        details: {},
        album: null,
        record,
      })
  }
  if (files.size > 0) plan.skipped.set('files that albumen.json does not name', files.size)
}

const shownKey = ({ folder, name }: FoundFile) => (folder === '' ? name : `${folder}/${name}`)

async function planFolders(plan: ImportPlan, scan: FolderScan, options: PlanOptions): Promise<void> {
  for (const { kind } of scan.others) plan.skipped.set(kind, (plan.skipped.get(kind) ?? 0) + 1)
  const notes = byFolder(scan.notes)
  const folders = byFolder(scan.pictures)
  const titles = folderTitles([...folders.keys()], scan.title)
  for (const [folder, pictures] of folders) {
    const beside = await readFolder(plan, pictures, notes.get(folder) ?? [])
    const own = options.albumFromFolder && !isYearFolder(folder.split('/').at(-1) ?? '')
    const album = beside.album ?? (own ? (titles.get(folder) ?? null) : null)
    if (album !== null) plan.albums.set(album, beside.albumDescription || (plan.albums.get(album) ?? ''))
    for (const file of pictures) {
      const { details, filename, trashed } = beside.of(file)
      if (trashed) plan.skipped.set('files of Google’s trash', (plan.skipped.get('files of Google’s trash') ?? 0) + 1)
      else plan.files.push({ file, filename, visibility: options.visibility, details, album, record: null })
    }
  }
}

interface Beside {
  album: string | null
  albumDescription: string
  of(file: FoundFile): { details: Details; filename: string; trashed: boolean }
}

async function readFolder(plan: ImportPlan, pictures: FoundFile[], notes: FoundFile[]): Promise<Beside> {
  const names = pictures.map(({ name }) => name)
  const jsons = new Map(notes.filter(({ name }) => /\.json$/i.test(name)).map((file) => [file.name, file]))
  const sidecars = notes.filter(({ name }) => /\.xmp$/i.test(name))
  const matched = matchTakeout(names, [...jsons.keys()])
  const used = new Set(matched.values())
  const read = new Map<string, ReturnType<typeof readTakeoutNote>>()
  for (const [name, file] of jsons) {
    const text = await noted(plan, file, NOTE_BYTES)
    const note = text === null ? null : readTakeoutNote(text.toString('utf8'))
    // It is about a picture, and broken or another program's: that is not passed over in silence.
    if (text !== null && note === null && used.has(name)) count(plan, 'notes that say nothing')
    read.set(name, note)
  }
  const xmp = new Map<string, Details>()
  for (const file of sidecars) {
    const bytes = await noted(plan, file, SIDECAR_BYTES)
    if (bytes) xmp.set(file.name, sidecarDetails(bytes))
  }
  const folded = new Map<string, string[]>()
  for (const name of xmp.keys()) folded.set(name.toLowerCase(), [...(folded.get(name.toLowerCase()) ?? []), name])
  const folder = pictures[0]?.folder.split('/').at(-1) ?? ''
  const about = isYearFolder(folder) ? undefined : [...read.values()].find((note) => note?.kind === 'album')
  for (const [name, note] of read) if (!used.has(name) && note?.kind !== 'album') count(plan, 'other files')
  return {
    album: about?.kind === 'album' ? (about.title || folder).slice(0, 200) || null : null,
    albumDescription: about?.kind === 'album' ? about.description.slice(0, 5000) : '',
    of(file) {
      const note = read.get(matched.get(file.name) ?? '')
      const photo = note?.kind === 'photo' ? note : null
      const sidecar = bestSidecar(folded, file.name)
      const details = mergeDetails([sidecar === null ? {} : (xmp.get(sidecar) ?? {}), photo?.details ?? {}])
      return { details, filename: filenameOf(file.name, photo?.filename ?? null), trashed: photo?.trashed === true }
    },
  }
}

function count(plan: ImportPlan, kind: string): void {
  plan.skipped.set(kind, (plan.skipped.get(kind) ?? 0) + 1)
}

/** @param sidecars names by their lower case */
function bestSidecar(sidecars: Map<string, string[]>, picture: string): string | null {
  const ranked = sidecarKeysOf(picture)
    .flatMap((key) => sidecars.get(key.toLowerCase()) ?? [])
    .map((name) => ({ name, rank: rankOfSidecar(name, picture) ?? -1 }))
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.name ?? null
}

/** Takeout shortens names; the note has the whole one. An edited copy keeps its own, and a second file of a name its number. */
export function filenameOf(name: string, told: string | null): string {
  if (told === null || Buffer.byteLength(name) < 46) return name
  const [, stem = name, number = ''] = /^(.*?)(\(\d+\))?(?:\.[^.]*)?$/su.exec(name) ?? []
  if (number === '' || told.startsWith(stem + number)) return told.startsWith(stem + number) ? told : name
  return told.startsWith(stem) ? told.replace(/(\.[^.]*)?$/su, `${number}$1`) : name
}

async function noted(plan: ImportPlan, file: FoundFile, most: number): Promise<Buffer | null> {
  try {
    return await readNote(file, most)
  } catch (error) {
    plan.failed.push({ file: shownPath(file.folder, file.name), reason: reasonOf(error) })
    return null
  }
}

function byFolder(files: FoundFile[]): Map<string, FoundFile[]> {
  const folders = new Map<string, FoundFile[]>()
  for (const file of files) {
    const before = folders.get(file.folder)
    if (before) before.push(file)
    else folders.set(file.folder, [file])
  }
  return folders
}

/** A folder's own name as the title of its album; where several are called so, with the folders above it. */
export function folderTitles(folders: string[], root: string): Map<string, string> {
  const last = (folder: string) => (folder === '' ? root : (folder.split('/').at(-1) as string)).trim()
  const times = new Map<string, number>()
  for (const folder of folders) times.set(last(folder), (times.get(last(folder)) ?? 0) + 1)
  return new Map(
    folders.map((folder) => {
      const alone = times.get(last(folder)) === 1 || folder === ''
      return [folder, (alone ? last(folder) : folder.replaceAll('/', ' / ')).slice(0, 200)]
    }),
  )
}
