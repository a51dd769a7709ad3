'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '@/lib/http/client'
import { Timeline as TimelineReply } from '@/lib/search/language/contract'
import type { Anchoring } from '../grid/anchoring'
import { useGridJump } from '../grid/use-grid-jump'
import { QueryProvider } from '../ui/query-provider'
import { scaleOf } from './timeline-scale'
import { TimelineScrubber, type TimelineScrubberProps } from './timeline-scrubber'

interface TimelineProps extends Omit<TimelineScrubberProps, 'scale' | 'jumpTo'> {
  anchoring: Anchoring
  /** The list's filter as URL parameters. */
  query: string
}

/** The months of a list at the edge of the window. Load it lazily. Without its counts there is none, and the list works. */
export function Timeline(props: TimelineProps) {
  return (
    <QueryProvider>
      <Loaded {...props} />
    </QueryProvider>
  )
}

function Loaded({ query, anchoring, ...props }: TimelineProps) {
  const jumpTo = useGridJump(anchoring)
  const { data } = useQuery({
    queryKey: ['timeline', query],
    queryFn: ({ signal }) => api(TimelineReply, 'GET', `/timeline?${query}`, undefined, { signal }),
  })
  const scale = useMemo(() => (data ? scaleOf(data) : []), [data])
  return scale.length > 1 ? <TimelineScrubber scale={scale} jumpTo={jumpTo} {...props} /> : null
}
