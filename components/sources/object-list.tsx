'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatBytes } from '@/lib/media/format-bytes'
import type { ObjectsQuery, SourceObject } from '@/lib/sources/ground/browse-contract'
import { ListFoot } from '../ui/list-foot'
import { NavLink } from '../ui/nav-link'
import { Spinner } from '../ui/spinner'
import { Fold } from './fold'
import { fetchObjects } from './source-calls'

interface ObjectListProps {
  sourceId: string
  title: string
  /** How many there are: when it changes, the list is asked for again. */
  count: number
  /** What it means that something stands in it. */
  lead: string
  query: Pick<ObjectsQuery, 'kind' | 'state'>
  /** What can be done about all of them. */
  action?: ReactNode
}

/** Keys of a source that are not shown as photos, each with its reason; asked for when it is opened. */
export function ObjectList({ sourceId, title, count, lead, query, action }: ObjectListProps) {
  return (
    <Fold title={title}>
      <p className="max-w-prose text-muted">{lead}</p>
      {action}
      <Objects sourceId={sourceId} query={query} title={title} count={count} />
    </Fold>
  )
}

function Objects({ sourceId, query, title, count }: Omit<ObjectListProps, 'lead' | 'action'>) {
  const list = useInfiniteQuery({
    queryKey: ['source objects', sourceId, query, count],
    queryFn: ({ pageParam }) => fetchObjects(sourceId, query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const objects = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <Spinner label={`Loading: ${title}`} />
  return (
    <>
      {objects.length === 0 && !list.error && <p>Nothing.</p>}
      <ul aria-label={title} className="flex flex-col divide-y divide-line">
        {objects.map((object) => (
          <ObjectRow key={object.key} object={object} />
        ))}
      </ul>
      <ListFoot list={list} failed="The list did not load." more="Show more" />
    </>
  )
}

function ObjectRow({ object: { key, reason, bytes, photoId } }: { object: SourceObject }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2">
      <span className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
        <span className="whitespace-pre-wrap">{key}</span>
        {reason && <span className="block text-small text-muted">{reason}</span>}
      </span>
      {photoId && (
        <NavLink href={`/photos/${photoId}`} className="text-small underline underline-offset-4">
          Show
        </NavLink>
      )}
      <span className="tabular text-small text-muted">{formatBytes(bytes)}</span>
    </li>
  )
}
