'use client'
import { useQuery } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { useContext, useEffect, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { plural } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { SimilarReply } from '@/lib/similar/contract'
import { linkOfPage } from '../photo-lists/page-of-link'
import { VisitedLink } from '../photo-lists/visited-link'
import { SimilarPhotos } from '../similar/similar-photos'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'

/** Photos that are shown here; there may be more. */
const MOST = 8
/** More are not counted. */
const COUNTED = 100
/** Milliseconds a photo is looked at before it is asked what is like it. */
const REST = 250

/** How many photos look like one, the nearest of them, and the way to all. Load it lazily. */
export function SimilarSection({ photo }: { photo: Photo }) {
  return (
    <QueryProvider>
      <Section photo={photo} />
    </QueryProvider>
  )
}

function Section({ photo }: { photo: Photo }) {
  const rested = useRestedHere()
  const shared = useContext(VisitedLink).home !== ''
  const found = useQuery({
    queryKey: ['similar', photo.id],
    enabled: rested,
    queryFn: ({ signal }) => fetchSimilar(photo.id, signal),
  })
  const items = found.data?.items ?? []
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Similar photos</h3>
      {found.error ? (
        <div role="alert" className="flex flex-wrap items-center gap-3 text-muted">
          They did not load. {errorSentence(found.error)}
          <Button size="small" onClick={() => void found.refetch()}>
            Try again
          </Button>
        </div>
      ) : (
        <p role="status" className="text-muted">
          {found.data ? countWords(items.length) : 'Looking…'}
        </p>
      )}
      <SimilarPhotos items={items.slice(0, MOST)} label="The nearest" className="grid grid-cols-4 gap-1" />
      {!shared && (
        <NavLink href={`/gallery?similar=${photo.id}`} className={buttonStyle('secondary', 'small', 'self-start')}>
          <ScanSearch aria-hidden size={16} strokeWidth={1.75} />
          {items.length > 0 ? 'Show them all' : 'Look further'}
        </NavLink>
      )}
    </section>
  )
}

/** Whoever steps through many photos does not ask for each. */
function useRestedHere(): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST)
    return () => clearTimeout(timer)
  }, [])
  return rested
}

function fetchSimilar(id: string, signal: AbortSignal): Promise<SimilarReply> {
  const token = linkOfPage()
  const path = `${token === null ? '' : `/links/${token}`}/photos/${id}/similar?limit=${COUNTED}`
  return api(SimilarReply, 'GET', path, undefined, { signal })
}

function countWords(count: number): string {
  if (count === 0) return 'No other photo is the same picture.'
  const many = count === COUNTED ? `${COUNTED} or more` : String(count)
  return `${many} ${plural(count, 'other photo looks', 'other photos look')} like it.`
}
