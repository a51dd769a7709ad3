// The worst smart albums that are taken, and visitors who read all that is public.
import { getAlbum } from '../../lib/albums/get-album'
import { listAlbumPhotos } from '../../lib/albums/list-album-photos'
import { listAlbums } from '../../lib/albums/list-albums'
import type { Context } from '../../lib/context/context'
import { publicFeed } from '../../lib/feeds/public-feed'
import { sitemap } from '../../lib/feeds/sitemap'
import { suggest } from '../../lib/search/query/suggest'

export const READERS = 4
const SITE = new URL('http://albumen.example')

/** Within the limits of a query nothing is dearer: groups that any photo fails only at their last part, and words that most photos have. */
export const WORST: Record<string, string>[] = [
  { q: groups(10, (n) => `(w${n}x or -near:0,${n},9000 or c${n})`) },
  { q: groups(10, (n) => `(-near:${n},${n},19000 or x${n}y or -town:Nowhere${n})`) },
  { q: groups(10, (n) => `(a${n} or iso:${n + 1}- or -camera:none${n})`) },
  { q: groups(14, (n) => `(-tag:none${n} or -near:1,${n},5)`), favourite: 'false' },
]

function groups(length: number, one: (n: number) => string): string {
  return Array.from({ length }, (_, n) => one(n)).join(' ')
}

/** A question that is asked again and again. */
export interface Asked {
  name: string
  ask: (run: number) => Promise<unknown>
}

export interface Readers {
  stop(): Promise<void>
  /** What they looked at, and how often. */
  looks(): Map<string, number>
}

/** Visitors who read lists of albums, albums, feeds, the sitemap and suggestions as quickly as they are answered. */
export function readAll(nobody: Context): Readers {
  const looks = new Map<string, number>()
  let over = false
  const kinds = readingsOf(nobody)
  const read = async (first: number) => {
    for (let turn = first; !over; turn++) {
      const { name, ask } = kinds[turn % kinds.length] as Asked
      // A question that is cut is answered, too: with 503.
      const outcome = await ask(turn).then(
        () => name,
        () => `${name}, refused`,
      )
      looks.set(outcome, (looks.get(outcome) ?? 0) + 1)
    }
  }
  const work = Promise.all(Array.from({ length: READERS }, (_, index) => read(index)))
  return {
    stop: async () => {
      over = true
      await work
    },
    looks: () => looks,
  }
}

function readingsOf(nobody: Context): Asked[] {
  let cursor: string | undefined
  let albums: string[] = []
  const nextPage = async () => {
    const page = await listAlbums(nobody, { limit: 60, cursor })
    cursor = page.next ?? undefined
    albums = page.items.map(({ id }) => id)
  }
  const anAlbum = (turn: number) => albums[turn % Math.max(albums.length, 1)] ?? ''
  return [
    { name: 'lists of albums', ask: nextPage },
    { name: 'albums', ask: (turn) => getAlbum(nobody, anAlbum(turn)) },
    { name: 'photos of albums', ask: (turn) => listAlbumPhotos(nobody, anAlbum(turn), { limit: 100 }) },
    { name: 'feeds', ask: () => publicFeed(nobody, SITE, '/feed.json') },
    { name: 'suggestions', ask: (turn) => suggest(nobody, 'abcdefghij'[turn % 10] ?? 'a') },
    { name: 'first list of albums', ask: () => listAlbums(nobody, { limit: 60 }) },
    { name: 'sitemap', ask: () => sitemap(nobody, SITE) },
  ]
}
