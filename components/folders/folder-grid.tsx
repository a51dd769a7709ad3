'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatNumber } from '@/lib/media/format-number'
import { counted } from '@/lib/media/plural'
import type { FolderPage } from '@/lib/sources/ground/browse-contract'
import { useScanNews } from '../sources/use-live-source'
import { ListFoot } from '../ui/list-foot'
import { QueryProvider } from '../ui/query-provider'
import { fetchFolders } from './folder-calls'
import { FolderCard } from './folder-card'

/** The query key of folders; counting them is work, so they follow a scan more slowly than its page does. */
const FOLDERS = 'folders'

interface FolderGridProps {
  sourceId: string
  /** The first folders, rendered by the server. */
  first: FolderPage
}

/** The folders directly below one, and how many photos are in it; both follow a scan that runs. */
export function FolderGrid(props: FolderGridProps) {
  return (
    <QueryProvider>
      <Folders {...props} />
    </QueryProvider>
  )
}

function Folders({ sourceId, first }: FolderGridProps) {
  useScanNews(FOLDERS, 5_000)
  const list = useInfiniteQuery({
    queryKey: [FOLDERS, sourceId, first.prefix, first.here, first.count],
    queryFn: ({ pageParam }) => fetchFolders(sourceId, first.prefix, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: { pages: [first], pageParams: [null] },
  })
  const folders = list.data.pages.flatMap(({ items }) => items)
  const { here, count } = list.data.pages[0] ?? first
  return (
    <div className="flex flex-col gap-4 pb-4">
      <p role="status" className="tabular text-muted">
        {countWords(here, count)}
      </p>
      {folders.length > 0 && (
        <ul
          aria-label="Folders"
          className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))]"
        >
          {folders.map((folder) => (
            <li key={folder.prefix}>
              <FolderCard sourceId={sourceId} folder={folder} />
            </li>
          ))}
        </ul>
      )}
      <ListFoot list={list} failed="More folders did not load." more="Show more folders" />
    </div>
  )
}

function countWords(here: number, count: number): string {
  if (count === here) return counted(count, 'photo')
  return `${counted(count, 'photo')}, ${here === 0 ? 'none' : formatNumber(here)} of them directly here`
}
