import { Cloud, FolderTree, HardDrive } from 'lucide-react'
import { counted } from '@/lib/media/plural'
import type { Source } from '@/lib/sources/ground/contract'
import { placeOfSource } from '../sources/source-words'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'
import { folderHref } from '../words/folder-path'

/** The sources as the outermost folders. */
export function SourceChoice({ sources }: { sources: readonly Source[] }) {
  return (
    <section className="px-4 pb-16">
      <div className="flex min-h-14 items-center py-3">
        <h1 className="text-title">Folders</h1>
      </div>
      {sources.length === 0 && (
        <EmptyState
          icon={FolderTree}
          title="No folders yet"
          action={
            <NavLink href="/sources/new" className={buttonStyle('primary')}>
              Connect a source
            </NavLink>
          }
        >
          Connect a bucket or a folder you already have. Its photos are shown here in folders of their own, and stay
          where they are.
        </EmptyState>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(260px,1fr))]">
        {sources.map((source) => {
          const Icon = source.kind === 's3' ? Cloud : HardDrive
          return (
            <li key={source.id}>
              <NavLink href={folderHref(source.id)} className="group flex items-center gap-3 rounded-control">
                <span className="flex size-16 shrink-0 items-center justify-center bg-sunken text-muted">
                  <Icon aria-hidden size={24} strokeWidth={1.25} />
                </span>
                <span className="min-w-0">
                  <span className="line-clamp-2 font-semibold [overflow-wrap:anywhere] group-hover:underline">
                    {source.name}
                  </span>
                  <span className="block truncate text-small text-muted">{placeOfSource(source)}</span>
                  <span className="tabular block text-small text-muted">{counted(source.counts.photos, 'photo')}</span>
                </span>
              </NavLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
