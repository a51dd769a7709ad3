'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, FolderPlus, UserRoundPlus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { runBatch } from '../batch/run-batch'
import { tagRows } from '../fields/tag-rows'
import { fetchPhoto } from '../photo-lists/photo-calls'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'

const AlbumDialog = lazily(() => import('../batch/album-dialog').then((module) => module.AlbumDialog))

/** What only the owner sees of a photo: albums, and all that the file says. Load it lazily. */
export function OwnerDetails({ photo }: { photo: Photo }) {
  return (
    <QueryProvider>
      <Fetched photo={photo} />
    </QueryProvider>
  )
}

function Fetched({ photo }: { photo: Photo }) {
  const key = ['photo', photo.id, photo.updatedAt]
  const client = useQueryClient()
  const whole = useQuery({ queryKey: key, queryFn: () => fetchPhoto(photo.id) })
  const refresh = () => void client.invalidateQueries({ queryKey: ['photo', photo.id] })
  if (whole.error) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-muted">
        Albums and the file’s own tags did not load. {errorSentence(whole.error)}
        <Button size="small" onClick={() => void whole.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  const albums = whole.data?.albums ?? []
  return (
    <>
      {whole.data?.guest && (
        <p className="flex items-center gap-2 text-muted wrap-anywhere">
          <UserRoundPlus aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
          Added by {whole.data.guest} through a link
        </p>
      )}
      <Albums photo={photo} albums={albums} onChanged={refresh} />
      {whole.data?.exif && <RawTags exif={whole.data.exif} />}
    </>
  )
}

interface AlbumsProps {
  photo: Photo
  albums: NonNullable<Photo['albums']>
  onChanged: () => void
}

function Albums({ photo, albums, onChanged }: AlbumsProps) {
  const [choosing, setChoosing] = useState(false)
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Albums</h3>
      {albums.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {albums.map((album) => (
            <li key={album.id} className="max-w-full truncate rounded-full bg-sunken px-2.5 py-0.5">
              <NavLink className="hover:underline" href={`/albums/${album.id}`}>
                {album.title}
              </NavLink>
            </li>
          ))}
        </ul>
      )}
      <Button size="small" className="self-start" onClick={() => setChoosing(true)}>
        <FolderPlus aria-hidden size={16} strokeWidth={1.75} />
        Add to an album
      </Button>
      <Suspense>
        {choosing && (
          <AlbumDialog
            count={1}
            holding={albums.map(({ id }) => id)}
            onChoose={({ id, title }) => {
              setChoosing(false)
              const act = { set: { album: { add: id } }, done: `added to ${title}`, changed: onChanged }
              void runBatch({ kind: 'photos', photos: [photo] }, act)
            }}
            onClose={() => setChoosing(false)}
          />
        )}
      </Suspense>
    </section>
  )
}

/** Every tag that was found in the file, as a table that can be searched. */
function RawTags({ exif }: { exif: Record<string, unknown> }) {
  const [text, setText] = useState('')
  const rows = tagRows(exif)
  const wanted = text.trim().toLowerCase()
  const shown = rows.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
  return (
    <details className="group/tags border-t border-line">
      <summary className="flex h-11 cursor-pointer list-none items-center justify-between font-semibold [&::-webkit-details-marker]:hidden">
        {`All tags in the file (${rows.length})`}
        <ChevronDown
          aria-hidden
          size={18}
          strokeWidth={1.75}
          className="text-muted transition-transform group-open/tags:rotate-180"
        />
      </summary>
      <Input
        type="search"
        aria-label="Find a tag"
        placeholder="Find a tag"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <table className="mt-2 w-full table-fixed text-small">
        <thead className="sr-only">
          <tr>
            <th scope="col">Tag</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, value }) => (
            <tr key={name} className="border-b border-line align-top">
              <th scope="row" className="w-2/5 py-1 pr-2 text-left font-normal [overflow-wrap:anywhere] text-muted">
                {name}
              </th>
              <td className="py-1 [overflow-wrap:anywhere]">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="py-2 text-muted">No tag of the file fits.</p>}
    </details>
  )
}
