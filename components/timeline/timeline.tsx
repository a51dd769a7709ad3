'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '@/lib/http/client'
import { Timeline as TimelineReply } from '@/lib/search/language/contract'
import { QueryProvider } from '../ui/query-provider'
import { scaleOf } from './timeline-scale'
import { TimelineScrubber, type TimelineScrubberProps } from './timeline-scrubber'

interface TimelineProps extends Omit<TimelineScrubberProps, 'scale'> {
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

function Loaded({ query, ...props }: TimelineProps) {
  const { data } = useQuery({
    queryKey: ['timeline', query],
    queryFn: ({ signal }) => api(TimelineReply, 'GET', `/timeline?${query}`, undefined, { signal }),
  })
  const scale = useMemo(() => (data ? scaleOf(data) : []), [data])
  return scale.length > 1 ? <TimelineScrubber scale={scale} {...props} /> : null
}
