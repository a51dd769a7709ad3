'use client'
import { Images, Sparkles, Users } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { Suspense, useEffect } from 'react'
import type { Album } from '@/lib/albums/contract'
import type { PhotoPage } from '@/lib/photos/contract'
import { albumSummary } from '../albums/album-summary'
import { OwnAlbum } from '../albums/own-album'
import { useCurrentAlbum } from '../albums/use-current-album'
import { Gallery } from '../gallery/gallery'
import type { Density } from '../grid/density'
import { EarlySlot } from '../keys/early-slot'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { UploadIntoAlbum } from '../upload/upload-into-album'
import { UploadSlot } from '../upload/upload-slot'

const AlbumDrag = lazily(() => import('../albums/album-drag').then((module) => module.AlbumDrag))
const ShareButton = lazily(() => import('./share-button').then((module) => module.ShareButton), false)
const MemberActions = lazily(() => import('./member-actions').then((module) => module.MemberActions), false)
const AlbumActions = lazily(() => import('../albums/album-actions').then((module) => module.AlbumActions), false)

export interface SmartFilter {
  /** Its conditions as they stand in the search box. */
  words: string[]
  /** The gallery with this filter. */
  href: string
}

interface AlbumViewProps {
  album: Album
  first: PhotoPage
  density: Density
  /** Of whoever is logged in; null: nobody. */
  username: string | null
  /** Whether photos are grouped by day: smart albums in the order of time. */
  days: boolean
  /** The filter of an own smart album. */
  filter?: SmartFilter | null
}

/** One album: what it is, and its photos in its order. */
export function AlbumView({ album: drawn, first, density, username, days, filter = null }: AlbumViewProps) {
  const signedIn = username !== null
  const album = useCurrentAlbum(drawn, signedIn)
  useRedraw(drawn, album)
  if (!album) return <GoneAlbum />
  return (
    <OwnAlbum value={album.permissions.addPhotos ? album : null}>
      {album.permissions.addPhotos && <UploadIntoAlbum id={album.id} title={album.title} />}
      <Gallery
        key={album.id}
        query={`albums/${album.id}`}
        first={first}
        density={density}
        days={days}
        selectable={signedIn}
        title={<AlbumHeading album={album} filter={filter} />}
        actions={username !== null && album.role !== null && <Actions album={album} username={username} />}
        empty={<EmptyAlbum album={album} />}
      />
    </OwnAlbum>
  )
}

/** What its owner and its members can do with it. */
function Actions({ album, username }: { album: Album; username: string }) {
  const { edit, addPhotos } = album.permissions
  return (
    <>
      {addPhotos && <UploadSlot variant="secondary" className={edit ? 'max-sm:hidden' : ''} />}
      {edit && <EarlySlot of={ShareButton} props={{ album }} />}
      {edit ? (
        <EarlySlot of={AlbumActions} props={{ album }} />
      ) : (
        <EarlySlot of={MemberActions} props={{ album, username }} />
      )}
      <Suspense>{edit && !album.smart && <AlbumDrag albumId={album.id} />}</Suspense>
    </>
  )
}

/** What the server draws of the album beside its head, the tab's title and the words of its filter, is drawn anew when they have changed. */
function useRedraw(drawn: Album, album: Album | null): void {
  const router = useRouter()
  const address = usePathname()
  const other =
    album !== null && (album.title !== drawn.title || JSON.stringify(album.filter) !== JSON.stringify(drawn.filter))
  useEffect(() => {
    // Under an open photo the address is that photo's, and the server would draw its page.
    if (other && address === `/albums/${drawn.id}`) router.refresh()
  }, [other, address, drawn.id, router])
}

function AlbumHeading({ album, filter }: { album: Album; filter: SmartFilter | null }) {
  return (
    <div className="flex flex-col gap-1 py-2">
      <h1 className="text-display">{album.title}</h1>
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        {album.smart && <Sparkles size={16} strokeWidth={1.75} role="img" aria-label="Smart album" />}
        <span>{albumSummary(album)}</span>
        {album.permissions.edit ? (
          <span>
            · {album.visibility === 'public' ? 'Public' : 'Private'}
            {album.shared && ` · Shared with ${countPeople(album.members ?? 0)}`}
          </span>
        ) : album.role === null ? (
          <span>
            · by{' '}
            <NavLink className="underline" href={`/gallery?owner=${album.owner.username}`}>
              {album.owner.name}
            </NavLink>
          </span>
        ) : (
          <SharedBy album={album} />
        )}
      </p>
      {album.description && <p className="max-w-prose text-large whitespace-pre-line">{album.description}</p>}
      {filter && (
        <div className="flex flex-wrap items-center gap-1.5 text-small">
          {filter.words.map((words) => (
            <span key={words} className="max-w-full truncate rounded-full bg-sunken px-2.5 py-0.5">
              {words}
            </span>
          ))}
          <NavLink className="underline underline-offset-4" href={filter.href}>
            Show in the gallery
          </NavLink>
        </div>
      )}
    </div>
  )
}

/** To a member: whose it is, and what they may do. */
function SharedBy({ album }: { album: Album }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      ·
      <Users aria-hidden size={16} strokeWidth={1.75} />
      <span>Shared by {album.owner.name}</span>
      {album.permissions.addPhotos && <span>· you can add photos, its members see them</span>}
    </span>
  )
}

function countPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`
}

function GoneAlbum() {
  const action = (
    <NavLink href="/albums" className={buttonStyle()}>
      Go to the albums
    </NavLink>
  )
  return (
    <EmptyState icon={Images} title="This album is not there any more" action={action}>
      It was deleted, or it is not shown to you now.
    </EmptyState>
  )
}

function EmptyAlbum({ album }: { album: Album }) {
  if (!album.permissions.edit && !album.permissions.addPhotos) {
    return (
      <EmptyState icon={Images} title="Nothing to see here yet">
        This album holds no photos that are shown to you.
      </EmptyState>
    )
  }
  const text = album.smart
    ? 'None of your photos fit its filter now. Photos that do will appear by themselves.'
    : 'Drop photos here, or select some in your gallery and add them to this album.'
  const action = (
    <div className="flex flex-wrap justify-center gap-2">
      <UploadSlot />
      <NavLink href="/" className={buttonStyle()}>
        Go to your photos
      </NavLink>
    </div>
  )
  return (
    <EmptyState icon={Images} title="This album is empty" action={album.smart ? undefined : action}>
      {text}
    </EmptyState>
  )
}
