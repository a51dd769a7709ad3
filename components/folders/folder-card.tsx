import { Folder } from 'lucide-react'
import { counted } from '@/lib/media/plural'
import type { SourceFolder } from '@/lib/sources/ground/browse-contract'
import { CoverImage } from '../images/cover-image'
import { averageColour } from '../images/placeholder'
import { NavLink } from '../ui/nav-link'
import { folderHref, folderName } from '../words/folder-path'

/** A folder among others: its cover, its name, how many photos are in and below it. */
export function FolderCard({ sourceId, folder }: { sourceId: string; folder: SourceFolder }) {
  const { prefix, name, count, cover } = folder
  return (
    <NavLink href={folderHref(sourceId, prefix)} className="group flex min-w-0 items-center gap-3 rounded-control">
      <span
        className="flex size-16 shrink-0 items-center justify-center overflow-hidden bg-sunken text-muted"
        style={{ backgroundColor: averageColour(cover?.placeholder ?? null) }}
      >
        {cover ? <CoverImage cover={cover} /> : <Folder aria-hidden size={24} strokeWidth={1.25} />}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 font-semibold [overflow-wrap:anywhere] whitespace-pre-wrap group-hover:underline">
          {folderName(name)}
        </span>
        <span className="tabular block text-small text-muted">{counted(count, 'photo')}</span>
      </span>
    </NavLink>
  )
}
