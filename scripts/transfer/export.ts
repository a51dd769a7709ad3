// `npm run export -- DEST [filter]`: one's own library as files, by the API of any server (docs/command-line.md).
import { givenVariables } from '@/lib/env'
import { formatBytes } from '@/lib/media/format-bytes'
import { ApiClient } from './api-client'
import { parseExport } from './arguments'
import { ExportFolder } from './exporting/export-folder'
import { exportedAlbums, exportedPhotos } from './exporting/export-library'
import { fetchOriginals } from './exporting/export-run'
import { Fatal } from './fatal'
import { LIBRARY_FILE, type Library } from './library-file'
import { Progress } from './progress'
import { RemoteMe } from './remote'
import { runCommand } from './run-command'
import { parseServerAddress } from './server-address'
import { failureLines, unreadableLines } from './summary'

/** Parameters of a list that say nothing of which photos are meant. */
const NOT_FILTERS = new Set(['owner', 'limit', 'cursor', 'count', 'sort', 'order', 'at'])

await runCommand(async (args) => {
  const { folder: dest, filter, concurrency } = parseExport(args)
  const refused = filter.find(([key]) => NOT_FILTERS.has(key))
  if (refused)
    throw new Fatal(`${refused[0]}: cannot be used here; an export has one's own photos in the order they came.`)
  const progress = new Progress(process.stdout)
  const address = parseServerAddress(givenVariables('ALBUMEN_URL', 'ALBUMEN_TOKEN'))
  const client = new ApiClient(address, (line) => progress.say(line))
  const { username } = await client.call(RemoteMe, 'GET', '/me')
  const folder = await ExportFolder.open(dest)
  const words = filter.length === 0 ? null : new URLSearchParams(filter).toString()
  const is = { server: client.server.url, username, filter: words }
  refuseOther(await folder.library(), is, dest)
  progress.say(`The library of ${username} at ${client.server.url}, to ${folder.root}`)

  const photos = await exportedPhotos(client, filter)
  const all = await exportedAlbums(client, photos)
  // Of a part of the library only the albums that have something of it.
  const albums = all.filter((album) => filter.length === 0 || album.photos.length > 0)
  progress.begin(
    'Fetching',
    photos.length,
    photos.reduce((sum, { bytes }) => sum + bytes, 0),
  )
  const onReceived = (bytes: number, files: number) => progress.advance(bytes, files)
  const result = await fetchOriginals(client, folder, photos, { concurrency, onReceived })
  progress.finish()
  const library: Library = {
    format: 'albumen-library',
    version: 1,
    exportedAt: new Date().toISOString(),
    ...is,
    photos: photos.map((photo) => (result.missing.has(photo.id) ? { ...photo, path: null } : photo)),
    albums,
  }
  await folder.write(LIBRARY_FILE, `${JSON.stringify(library, null, 1)}\n`)
  await folder.close()
  progress.say(`Fetched: ${result.fetched} (${formatBytes(result.fetchedBytes)})`)
  progress.say(`Already there: ${result.there}`)
  progress.say(`Albums: ${albums.length}`)
  for (const line of unreadableLines(library.photos)) progress.say(line)
  for (const line of failureLines(result.failed)) progress.say(line)
  return result.failed.length > 0 ? 1 : 0
})

/** A folder is the export of one library and one filter: another one would forget what the first has written down. */
function refuseOther(before: Library | null, now: Pick<Library, 'server' | 'username' | 'filter'>, dest: string): void {
  if (before === null) return
  if (before.server === now.server && before.username === now.username && before.filter === now.filter) return
  const filter = before.filter === null ? '' : ` with the filter "${before.filter}"`
  throw new Fatal(
    `${dest} holds the export of ${before.username} at ${before.server}${filter}. Choose another folder for this one.`,
  )
}
