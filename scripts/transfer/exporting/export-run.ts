import { eachAtOnce } from '@/lib/each-at-once'
import type { ApiClient } from '../api-client'
import { MAX_ATTEMPTS } from '../backoff'
import { Fatal, Refusal, reasonOf } from '../fatal'
import type { LibraryPhoto } from '../library-file'
import { writeSidecar } from '../notes/write-sidecar'
import { shownText } from '../shown-path'
import type { ExportFolder } from './export-folder'
import { sidecarPath } from './export-paths'

/** Without a byte for so long, the connection is taken for dead. */
const STALL_MS = 120_000

export interface ExportResult {
  fetched: number
  fetchedBytes: number
  there: number
  failed: { file: string; reason: string }[]
  /** Photos whose originals could not be had. */
  missing: Set<string>
}

interface RunOptions {
  concurrency: number
  onReceived(bytes: number, files: number): void
}

/** Fetches the originals that are not in the folder yet, and writes a sidecar beside each. @throws Fatal */
export async function fetchOriginals(
  client: ApiClient,
  folder: ExportFolder,
  photos: LibraryPhoto[],
  { concurrency, onReceived }: RunOptions,
): Promise<ExportResult> {
  const result: ExportResult = { fetched: 0, fetchedBytes: 0, there: 0, failed: [], missing: new Set() }
  await eachAtOnce(photos, concurrency, async (photo) => {
    const path = photo.path as string
    let done = 0
    const advance = (bytes: number) => {
      done += bytes
      onReceived(bytes, 0)
    }
    try {
      if (await folder.holds(path, photo.bytes, photo.sha256)) {
        result.there += 1
        advance(photo.bytes)
      } else {
        await fetchOne(client, folder, photo, advance)
        result.fetched += 1
        result.fetchedBytes += photo.bytes
      }
      await folder.write(sidecarPath(path), writeSidecar(photo))
    } catch (error) {
      if (error instanceof Fatal) throw error
      result.failed.push({ file: shownText(path), reason: reasonOf(error) })
      result.missing.add(photo.id)
    }
    // What failed is done with, too.
    onReceived(photo.bytes - done, 1)
  })
  return result
}

/** A connection that breaks within the body is begun anew. */
async function fetchOne(
  client: ApiClient,
  folder: ExportFolder,
  photo: LibraryPhoto,
  onReceived: (bytes: number) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    let received = 0
    const stall = new AbortController()
    let timer = setTimeout(() => stall.abort(), STALL_MS)
    try {
      const reply = await client.download(`/photos/${photo.id}/original`, stall.signal)
      if (!reply.body) throw new Refusal('The server sends nothing.', 0, 'empty')
      const modifiedAt = photo.takenAtGuessed && photo.takenAt ? new Date(photo.takenAt) : null
      await folder.receive(photo.path as string, reply.body, { ...photo, modifiedAt }, (bytes) => {
        received += bytes
        clearTimeout(timer)
        timer = setTimeout(() => stall.abort(), STALL_MS)
        onReceived(bytes)
      })
      return
    } catch (error) {
      onReceived(-received)
      if (!isBroken(error)) throw error
      if (attempt >= MAX_ATTEMPTS) throw new Refusal('The connection breaks each time.', 0, 'broken')
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What fetch throws for a body that ends early, and for one that was given up. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Error && error.name === 'AbortError') ||
    (error instanceof Refusal && error.code === 'content')
  )
}
