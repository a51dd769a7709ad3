'use client'
import { FolderHeart, FolderOpen } from 'lucide-react'
import { Fragment, Suspense, useEffect, useState } from 'react'
import type { PhotoPage } from '@/lib/photos/contract'
import type { FolderPage } from '@/lib/sources/ground/browse-contract'
import { Gallery } from '../gallery/gallery'
import type { Density } from '../grid/density'
import { useTakenOver } from '../keys/early-actions'
import { FilterActions } from '../search/filter-actions'
import type { FilterView } from '../search/filter-view'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { crumbsOf, folderHref } from '../words/folder-path'
import { FolderGrid } from './folder-grid'

const FolderAlbum = lazily(() => import('./folder-album').then((module) => module.FolderAlbum))

interface FolderViewProps {
  source: { id: string; name: string; root: string }
  /** Whether there are other sources to go to. */
  several: boolean
  folders: FolderPage
  /** The photos in and below the folder. */
  photos: PhotoPage
  view: Pick<FilterView, 'query' | 'sort' | 'order'>
  density: Density
}

/** One folder of a source: the way to it, the folders in it, and all photos in and below it. */
export function FolderView({ source, several, folders, photos, view, density }: FolderViewProps) {
  const [making, setMaking] = useState(false)
  const ready = useTakenOver()
  const crumbs = crumbsOf(folders.prefix, source.root)
  const name = crumbs.at(-1)?.name ?? source.name
  // Whoever has one source comes without its id; the filter's panel reads the address.
  useEffect(() => {
    if (!window.location.search) window.history.replaceState(window.history.state, '', folderHref(source.id))
  }, [source.id])
  return (
    <>
      <Gallery
        key={view.query}
        query={view.query}
        first={photos}
        density={density}
        selectable
        timeline
        title={<FolderHeading {...{ source, several, crumbs, name }} />}
        actions={
          <>
            <FilterActions view={view} />
            <Button disabled={!ready} onClick={() => setMaking(true)} className="max-sm:hidden">
              <FolderHeart aria-hidden size={18} strokeWidth={1.75} />
              Make an album of it
            </Button>
          </>
        }
        conditions={
          <>
            <Button size="small" disabled={!ready} onClick={() => setMaking(true)} className="mb-3 sm:hidden">
              <FolderHeart aria-hidden size={16} strokeWidth={1.75} />
              Make an album of it
            </Button>
            <FolderGrid key={folders.prefix} sourceId={source.id} first={folders} />
          </>
        }
        empty={<EmptyFolder sourceId={source.id} />}
      />
      <Suspense>{making && <FolderAlbum query={view.query} name={name} onClose={() => setMaking(false)} />}</Suspense>
    </>
  )
}

interface FolderHeadingProps extends Pick<FolderViewProps, 'source' | 'several'> {
  crumbs: ReturnType<typeof crumbsOf>
  name: string
}

function FolderHeading({ source, several, crumbs, name }: FolderHeadingProps) {
  const above = [
    ...(several ? [{ name: 'Folders', href: '/folders' }] : []),
    ...(crumbs.length > 0 ? [{ name: source.name, href: folderHref(source.id) }] : []),
    ...crumbs.slice(0, -1).map((crumb) => ({ name: crumb.name, href: folderHref(source.id, crumb.prefix) })),
  ]
  return (
    <div className="flex flex-col gap-1">
      {above.length > 0 && (
        <nav aria-label="Breadcrumb">
          <ol className="flex flex-wrap items-center gap-x-1.5 text-muted">
            {above.map((crumb, at) => (
              <Fragment key={crumb.href}>
                {at > 0 && <li aria-hidden>/</li>}
                <li className="min-w-0">
                  <NavLink
                    href={crumb.href}
                    className="[overflow-wrap:anywhere] whitespace-pre-wrap underline-offset-4 hover:underline"
                  >
                    {crumb.name}
                  </NavLink>
                </li>
              </Fragment>
            ))}
          </ol>
        </nav>
      )}
      <h1 className="text-title [overflow-wrap:anywhere] whitespace-pre-wrap">{name}</h1>
    </div>
  )
}

function EmptyFolder({ sourceId }: { sourceId: string }) {
  return (
    <EmptyState
      icon={FolderOpen}
      title="No photos here yet"
      action={
        <NavLink href={`/sources/${sourceId}`} className={buttonStyle()}>
          See how the source stands
        </NavLink>
      }
    >
      Photos appear here as the source is scanned.
    </EmptyState>
  )
}
