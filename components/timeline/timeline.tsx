'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import { Timeline as TimelineReply } from '@/lib/search/language/contract'
import type { GridView } from '../grid/use-grid-view'
import { QueryProvider } from '../ui/query-provider'
import { scaleOf } from './timeline-scale'
import { TimelineScrubber } from './timeline-scrubber'

export interface TimelineProps {
  /** The list's filter as URL parameters. */
  query: string
  order: 'asc' | 'desc'
  view: GridView
  photos: readonly Photo[]
  jumpTo: (at: string) => Promise<boolean>
}

/** The months of a list at the edge of the window. Load it lazily. Without its counts there is none, and the list works. */
export function Timeline(props: TimelineProps) {
  return (
    <QueryProvider>
      <Loaded {...props} />
    </QueryProvider>
  )
}

function Loaded({ query, ...props }: TimelineProps) {
  const { data } = useQuery({
    queryKey: ['timeline', query],
    queryFn: ({ signal }) => api(TimelineReply, 'GET', `/timeline?${query}`, undefined, { signal }),
  })
  const scale = useMemo(() => (data ? scaleOf(data) : []), [data])
  return scale.length > 1 ? <TimelineScrubber scale={scale} {...props} /> : null
}
