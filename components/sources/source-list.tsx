'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DatabaseZap, Plus } from 'lucide-react'
import { errorSentence } from '@/lib/http/api-error'
import type { SourcePage } from '@/lib/sources/ground/contract'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { fetchSources, SOURCES } from './source-calls'
import { SourceRow } from './source-row'
import { pollEvery, useScanNews } from './use-live-source'

/** The buckets and folders whose photos are shown in place. @param first the first page, rendered by the server */
export function SourceList({ first }: { first: SourcePage }) {
  return (
    <QueryProvider>
      <Sources first={first} />
    </QueryProvider>
  )
}

function Sources({ first }: { first: SourcePage }) {
  useScanNews()
  const list = useInfiniteQuery({
    queryKey: [...SOURCES, 'list'],
    queryFn: ({ pageParam }) => fetchSources(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: { pages: [first], pageParams: [null] },
    staleTime: 0,
    refetchInterval: ({ state }) => pollEvery(state.data?.pages.flatMap(({ items }) => items) ?? []),
  })
  const sources = list.data.pages.flatMap((page) => page.items)
  const connect = (
    <NavLink href="/sources/new" className={buttonStyle('primary')}>
      <Plus aria-hidden size={18} strokeWidth={1.75} />
      Connect a source
    </NavLink>
  )
  return (
    <section className="mx-auto w-full max-w-3xl px-4 pb-16">
      <div className="flex min-h-14 flex-wrap items-center gap-3 py-3">
        <h1 className="mr-auto text-title">Sources</h1>
        {sources.length > 0 && connect}
      </div>
      {sources.length === 0 && !list.error && (
        <EmptyState icon={DatabaseZap} title="No sources yet" action={connect}>
          Connect a bucket or a folder you already have. Its photos are shown here and stay where they are: Albumen only
          reads, and never writes, moves or deletes anything there.
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
      {list.error && (
        <ErrorState title="The sources did not load" onRetry={() => void list.refetch()} retrying={list.isRefetching}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.hasNextPage && (
        <div className="flex justify-center py-8">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more sources
          </Button>
        </div>
      )}
    </section>
  )
}
