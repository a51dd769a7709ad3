import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { FOLDERS_AT_ONCE } from '@/components/folders/folder-calls'
import { FolderView } from '@/components/folders/folder-view'
import { SourceChoice } from '@/components/folders/source-choice'
import { viewOf } from '@/components/search/filter-view'
import { crumbsOf, folderQuery, rootOf } from '@/components/words/folder-path'
import type { Context } from '@/lib/context/context'
import { AppError } from '@/lib/errors/app-error'
import { pageContext } from '@/lib/http/page'
import { parseFilter } from '@/lib/search/language/filter'
import { listFolders } from '@/lib/sources/manage/list-folders'
import { listSources } from '@/lib/sources/manage/list-sources'
import { firstPage } from '../first-page'
import { readDensity } from '../read-density'

interface FoldersPageProps {
  searchParams: Promise<{ source?: string | string[]; folder?: string | string[] }>
}

export async function generateMetadata({ searchParams }: FoldersPageProps): Promise<Metadata> {
  const { folder } = await searchParams
  return { title: (typeof folder === 'string' && crumbsOf(folder).at(-1)?.name) || 'Folders' }
}

/** The folders of a source as they are there, and the photos in them. */
export default async function FoldersPage({ searchParams }: FoldersPageProps) {
  const ctx = await pageContext()
  const { source: id, folder } = await searchParams
  if (ctx.actor.kind !== 'user') redirect('/login?next=/folders')
  const { items: sources } = await listSources(ctx, { limit: 500 })
  if (id === undefined && sources.length !== 1) return <SourceChoice sources={sources} />
  const source = sources.find((one) => id === undefined || one.id === id)
  if (!source || Array.isArray(folder)) notFound()
  const root = rootOf(source)
  const prefix = folder || root
  const found = await openFolder(ctx, source.id, prefix, prefix === root ? '' : prefix)
  if (!found) notFound()
  const { filter, folders, photos } = found
  return (
    <FolderView
      source={{ id: source.id, name: source.name, root }}
      several={sources.length > 1}
      folders={folders}
      photos={photos}
      view={viewOf(filter, '/gallery')}
      density={await readDensity()}
    />
  )
}

/** What is in a folder; null for an address that no folder can have. */
async function openFolder(ctx: Context, sourceId: string, prefix: string, folder: string) {
  try {
    const filter = parseFilter(new URLSearchParams(folderQuery(sourceId, folder)))
    const [folders, photos] = await Promise.all([
      listFolders(ctx, sourceId, { prefix, limit: FOLDERS_AT_ONCE }),
      firstPage(ctx, filter),
    ])
    return { filter, folders, photos }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'invalid' || error.code === 'not_found')) return null
    throw error
  }
}
