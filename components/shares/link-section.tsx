'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { ShareLink } from '@/lib/shares/contract'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import { fetchAlbumLinks } from './link-calls'
import { LinkRow } from './link-row'
import { NewLink } from './new-link'

/** The links to an own album: those there are, and a new one. */
export function LinkSection({ albumId, smart }: { albumId: string; smart: boolean }) {
  const key = ['album-links', albumId]
  const client = useQueryClient()
  const links = useQuery({ queryKey: key, queryFn: () => fetchAlbumLinks(albumId), staleTime: 0 })
  const [making, setMaking] = useState(false)
  const change = (to: (links: ShareLink[]) => ShareLink[]) =>
    client.setQueryData<ShareLink[]>(key, (old = []) => to(old))
  if (links.isPending) return <Spinner label="Loading the links" />
  if (links.error) {
    return (
      <ErrorState title="The links did not load" onRetry={() => void links.refetch()}>
        {errorSentence(links.error)}
      </ErrorState>
    )
  }
  return (
    <>
      {links.data.length > 0 && (
        <ul aria-label="Links to this album" className="flex flex-col divide-y divide-line">
          {links.data.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              onChanged={(now) => change((old) => old.map((one) => (one.id === now.id ? now : one)))}
              onRevoked={() => change((old) => old.filter(({ id }) => id !== link.id))}
            />
          ))}
        </ul>
      )}
      {making || links.data.length === 0 ? (
        <NewLink
          target={{ albumId }}
          smart={smart}
          onMade={(link) => {
            setMaking(false)
            change((old) => [link, ...old])
          }}
          onCancel={links.data.length === 0 ? undefined : () => setMaking(false)}
        />
      ) : (
        <Button className="self-start" onClick={() => setMaking(true)}>
          Another link
        </Button>
      )}
    </>
  )
}
