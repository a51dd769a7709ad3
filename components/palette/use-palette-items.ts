import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import { ALBUMS, fetchAlbums } from '../albums/album-calls'
import { SCOPE_WORDS } from '../search/search-scope'
import { setPanelOpen } from '../search/search-store'
import { COLLECTIONS } from '../session/collections'
import { logOut } from '../session/log-out'
import { NAVIGATION } from '../session/navigation'
import { type RecentItem, recentItems } from '../session/recent-items'
import { setTheme } from '../session/theme'
import { showToast } from '../ui/toast-store'
import { useRested } from '../ui/use-rested'
import type { OverProps } from './over'
import { findValues } from './palette-calls'
import { findItems, type PaletteItem, type PaletteSection, restingItems } from './palette-items'

/** Milliseconds of rest after which the server is asked. */
const REST = 50
/** Pages of albums that are looked through. */
const ALBUM_PAGES = 20

interface Found {
  sections: PaletteSection[]
  /** More may come. */
  busy: boolean
  /** What did not load, in words. */
  missing: string | null
  retry: () => void
}

/** What the palette offers for what was typed. */
export function usePaletteItems(typed: string, { viewer, onOver }: Pick<OverProps, 'viewer' | 'onOver'>): Found {
  const rested = useRested(typed.trim(), REST)
  const [recent] = useState(() => recentItems(viewer?.username ?? null))
  const which = viewer ? 'own' : 'all'
  const albums = useInfiniteQuery({
    queryKey: [...ALBUMS, which, 'choose'],
    queryFn: ({ pageParam }) => fetchAlbums(which, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page, pages) => (pages.length < ALBUM_PAGES ? page.next : null),
  })
  const { hasNextPage, isFetching, isError, fetchNextPage } = albums
  useEffect(() => {
    if (rested !== '' && hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [rested, hasNextPage, isFetching, isError, fetchNextPage])
  const values = useQuery({
    queryKey: ['palette', rested],
    queryFn: ({ signal }) => findValues(rested, signal),
    enabled: rested !== '',
    placeholderData: keepPreviousData,
  })

  const items = [...useFixedItems({ viewer, onOver }), ...albumItems(albums.data?.pages ?? [])]
  const text = typed.trim()
  const missing = [
    albums.error ? 'Albums' : '',
    text !== '' && values.error ? 'Places, cameras, tags and people' : '',
  ].filter(Boolean)
  const searches: PaletteItem[] = (viewer ? (['own', 'everyone'] as const) : (['public'] as const)).map((scope) => ({
    id: `search-${scope}`,
    group: 'Search',
    label: `${SCOPE_WORDS[scope]} for “${text}”`,
    href: `/gallery?${new URLSearchParams({ q: quoteless(text), ...(scope === 'own' ? { owner: 'me' } : {}) })}`,
  }))
  return {
    sections:
      text === ''
        ? restingItems(items, stillThere(recent, items))
        : findItems(
            [...items, ...(values.data ?? []), ...searches],
            text,
            recent.map(({ id }) => id),
          ),
    busy: text !== '' && (text !== rested || values.isFetching || albums.isFetching),
    missing: missing.length > 0 ? `${missing.join(' and ')} did not load.` : null,
    retry: () => {
      if (albums.error) void albums.refetch()
      if (values.error) void values.refetch()
    },
  }
}

/** Screens and commands: what is there without asking anybody. */
function useFixedItems({ viewer, onOver }: Pick<OverProps, 'viewer' | 'onOver'>): PaletteItem[] {
  const pathname = usePathname()
  const filtered = ['/', '/gallery', '/map'].includes(pathname)
  const screen = (label: string, href: string, key?: string): PaletteItem => ({
    id: href,
    group: 'Screens',
    label,
    href,
    ...(key ? { detail: `G ${key.toUpperCase()}` } : {}),
  })
  const command = (label: string, run: () => void, detail?: string): PaletteItem => ({
    id: `command:${label}`,
    group: 'Commands',
    label,
    run,
    ...(detail ? { detail } : {}),
  })
  return [
    ...NAVIGATION.filter(({ login }) => viewer || !login).map(({ label, href, key }) => screen(label, href, key)),
    screen('Explore', '/explore'),
    screen('Search help', '/help'),
    ...(viewer
      ? [
          screen('Everyone’s public photos', '/gallery?visibility=public'),
          screen('My public photos', `/gallery?owner=${viewer.username}&visibility=public`),
          screen('Share links', '/links'),
          screen('Find photos like a picture', '/similar'),
          ...COLLECTIONS.map(({ label, query }) => screen(label, `/gallery?${query}`)),
        ]
      : [screen('Log in', '/login'), screen('Sign up', '/signup')]),
    ...(filtered ? [command('Filter these photos', () => setPanelOpen(true))] : []),
    command('Show all keyboard shortcuts', () => onOver('shortcuts'), '?'),
    command('Use the light theme', () => setTheme('light')),
    command('Use the dark theme', () => setTheme('dark')),
    command('Use the system’s theme', () => setTheme('system')),
    ...(viewer
      ? [
          command(
            'Log out',
            () => void logOut().catch(() => showToast('Logging out did not work. Try again.', { tone: 'danger' })),
          ),
        ]
      : []),
  ]
}

function albumItems(pages: readonly { items: readonly { id: string; title: string; count: number | null }[] }[]) {
  return pages.flatMap((page) =>
    page.items.map(
      ({ id, title, count }): PaletteItem => ({
        id: `album:${id}`,
        group: 'Albums',
        label: title,
        detail: count === null ? 'Photos' : countPhotos(count),
        href: `/albums/${id}`,
      }),
    ),
  )
}

/** Commands as they are on this screen; what leads to an address stays. */
function stillThere(recent: readonly RecentItem[], items: readonly PaletteItem[]): PaletteItem[] {
  return recent.flatMap(
    (item) => items.find(({ id }) => id === item.id) ?? (item.href ? { ...item, group: 'Recent' as const } : []),
  )
}

/** Typed text as words to search for: what the text language gives a meaning to is meant literally. */
function quoteless(text: string): string {
  return /^[\p{L}\p{N}\s]+$/u.test(text) && !/\bor\b/i.test(text) ? text : `"${text.replace(/["\\]/g, ' ')}"`
}
