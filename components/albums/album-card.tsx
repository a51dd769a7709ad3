import { Images, Lock, type LucideIcon, Sparkles, Users } from 'lucide-react'
import type { Album } from '@/lib/albums/contract'
import { CoverImage } from '../images/cover-image'
import { averageColour } from '../images/placeholder'
import { NavLink } from '../ui/nav-link'
import { albumCount, albumDays } from './album-summary'

/** An album in a list: its cover, title, and what is in it. */
export function AlbumCard({ album }: { album: Album }) {
  const { cover, permissions } = album
  const days = albumDays(album)
  return (
    <NavLink href={`/albums/${album.id}`} className="group flex flex-col gap-2 rounded-control">
      <span
        className="relative block aspect-[4/3] overflow-hidden bg-sunken"
        style={{ backgroundColor: averageColour(cover?.placeholder ?? null) }}
      >
        {cover ? (
          <CoverImage cover={cover} />
        ) : (
          <span className="flex size-full items-center justify-center text-muted">
            <Images aria-hidden size={32} strokeWidth={1.25} />
          </span>
        )}
        <span className="tabular absolute bottom-2 left-2 rounded-full bg-black/55 px-2 py-0.5 text-small text-white">
          {albumCount(album.count)}
        </span>
        {album.shared && <Mark icon={Users} label="Shared" />}
        {permissions.edit && !album.shared && album.visibility === 'private' && <Mark icon={Lock} label="Private" />}
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-1.5 text-large font-semibold group-hover:underline">
          {album.smart && (
            <Sparkles
              size={16}
              strokeWidth={1.75}
              className="shrink-0 text-muted"
              aria-label="Smart album"
              role="img"
            />
          )}
          <span className="truncate">{album.title}</span>
        </span>
        <span className="block text-small text-muted">
          {[...(permissions.edit ? [] : [album.owner.name]), ...(days ? [days] : [])].join(' · ')}
        </span>
      </span>
    </NavLink>
  )
}

function Mark({ icon: Icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <span className="absolute right-2 bottom-2 rounded-full bg-black/55 p-1 text-white">
      <Icon size={14} strokeWidth={1.75} aria-label={label} role="img" />
    </span>
  )
}
