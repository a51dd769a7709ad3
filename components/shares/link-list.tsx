'use client'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { counted } from '@/lib/media/plural'
import type { ShareLink, ShareLinkPage } from '@/lib/shares/contract'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { Input } from '../ui/input'
import { NavLink } from '../ui/nav-link'
import { showToast } from '../ui/toast-store'
import { fetchAllLinks, fetchLinks } from './link-calls'
import { LinkRow } from './link-row'
import { isLinkLike, linkName } from './link-words'

/** As many are seen through without a search. */
const FEW = 10

/** All one's links, latest first, expired ones too. @param first the page the server drew */
export function LinkList({ first }: { first: ShareLinkPage }) {
  const [{ items, next }, setPage] = useState(first)
  const [wanted, setWanted] = useState('')
  const [busy, setBusy] = useState(false)
  const load = async (fetchPage: () => Promise<ShareLinkPage>) => {
    if (busy) return
    setBusy(true)
    try {
      const page = await fetchPage()
      setPage((old) => ({ items: [...old.items, ...page.items], next: page.next }))
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
  }
  const search = (words: string) => {
    setWanted(words)
    // Looked for among all of them.
    if (next !== null) void load(async () => ({ items: await fetchAllLinks(next), next: null }))
  }
  const change = (to: (links: ShareLink[]) => ShareLink[]) => setPage((old) => ({ ...old, items: to(old.items) }))
  if (items.length === 0 && next === null) return <NoLinks />
  const shown = wanted.trim() === '' ? items : items.filter((link) => isLinkLike(link, wanted))
  return (
    <>
      {(items.length > FEW || wanted !== '') && (
        <SearchField wanted={wanted} onSearch={search} found={shown.length} busy={busy} />
      )}
      <ul aria-label="Links" className="flex flex-col divide-y divide-line">
        {shown.map((link) => (
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
        <Button busy={busy} className="self-center" onClick={() => void load(() => fetchLinks(next))}>
          More links
        </Button>
      )}
    </>
  )
}

interface SearchFieldProps {
  wanted: string
  onSearch: (words: string) => void
  found: number
  /** Not all links are here yet. */
  busy: boolean
}

function SearchField({ wanted, onSearch, found, busy }: SearchFieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <Input
        type="search"
        aria-label="Search the links"
        placeholder="Search the links"
        autoComplete="off"
        value={wanted}
        onChange={(event) => onSearch(event.target.value)}
      />
      <p role="status" className="text-small text-muted">
        {wanted.trim() !== '' && !busy && (found === 0 ? 'No link is like this.' : counted(found, 'link'))}
      </p>
    </div>
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
