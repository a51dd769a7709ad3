'use client'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { ShareLink, ShareLinkPage } from '@/lib/shares/contract'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'
import { showToast } from '../ui/toast-store'
import { fetchLinks } from './link-calls'
import { LinkRow } from './link-row'
import { linkName } from './link-words'

/** All one's links, latest first, expired ones too. @param first the page the server drew */
export function LinkList({ first }: { first: ShareLinkPage }) {
  const [{ items, next }, setPage] = useState(first)
  const [busy, setBusy] = useState(false)
  const more = async (cursor: string) => {
    setBusy(true)
    try {
      const page = await fetchLinks(cursor)
      setPage((old) => ({ items: [...old.items, ...page.items], next: page.next }))
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
  }
  const change = (to: (links: ShareLink[]) => ShareLink[]) => setPage((old) => ({ ...old, items: to(old.items) }))
  if (items.length === 0 && next === null) return <NoLinks />
  return (
    <>
      <ul aria-label="Links" className="flex flex-col divide-y divide-line">
        {items.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            heading={<LinkHeading link={link} />}
            onChanged={(now) => change((old) => old.map((one) => (one.id === now.id ? now : one)))}
            onRevoked={() => change((old) => old.filter(({ id }) => id !== link.id))}
          />
        ))}
      </ul>
      {next !== null && (
        <Button busy={busy} className="self-center" onClick={() => void more(next)}>
          More links
        </Button>
      )}
    </>
  )
}

/** What a link opens, with the way there. */
function LinkHeading({ link }: { link: ShareLink }) {
  const name = linkName(link)
  const { album, filter } = link
  const href = album ? `/albums/${album.id}` : filter ? `/gallery?${queryOf(filter)}` : null
  const kind = album ? (album.smart ? 'Smart album' : 'Album') : filter ? 'Filter' : 'Selection'
  return (
    <h2 className="flex flex-wrap items-baseline gap-x-2 text-large wrap-anywhere">
      {href ? (
        <NavLink href={href} className="underline-offset-4 hover:underline">
          {name}
        </NavLink>
      ) : (
        name
      )}
      <span className="text-small font-normal text-muted">{kind}</span>
    </h2>
  )
}

function queryOf(filter: NonNullable<ShareLink['filter']>): string {
  const pairs = Object.entries(filter).flatMap(([key, value]) => [value].flat().map((one) => [key, one]))
  return new URLSearchParams(pairs).toString()
}

function NoLinks() {
  return (
    <EmptyState
      icon={Link2}
      title="No links yet"
      action={
        <NavLink href="/albums" className={buttonStyle()}>
          Go to the albums
        </NavLink>
      }
    >
      A link shows an album, chosen photos or a filter to people without an account. Make one with “Share” on an album,
      or from a selection.
    </EmptyState>
  )
}
