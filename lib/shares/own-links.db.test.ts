import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { albums } from '@/db/schema/albums'
import { shareLinks } from '@/db/schema/shares'
import { makePhoto } from '@/db/testing/factories'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import type { ShareLink } from './contract'
import { createAlbumLink, createLink, previewLink } from './make-link'
import { deleteLink, listLinks, updateLink } from './own-links'
import { albumOf, inside, LINK_SECRET, ORIGIN, ready, tokenOf } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

describe('links of one’s own', () => {
  const count = async (db: Database) => (await db.select().from(shareLinks)).length

  it('are made and changed by their owner alone', () =>
    inWorld(async ({ db, anna, ben, as, anonymous }) => {
      const album = await albumOf(as(anna), [(await makePhoto(db, anna.id, ready)).id])
      const link = await createAlbumLink(as(anna), album.id, {}, ORIGIN)
      const made = await count(db)
      const at = { linkId: link.id }
      expect(await refusal(createAlbumLink(as(ben), album.id, {}, ORIGIN))).toBe('not_found')
      await db.update(albums).set({ visibility: 'public' }).where(eq(albums.id, album.id))
      expect(await refusal(createAlbumLink(as(ben), album.id, {}, ORIGIN))).toBe('forbidden')
      expect(await refusal(listLinks(as(ben), { albumId: album.id, limit: 9 }, ORIGIN))).toBe('forbidden')
      expect((await listLinks(as(ben), { limit: 9 }, ORIGIN)).items).toEqual([])
      expect(await refusal(updateLink(as(ben), at, { allowDownload: true }, ORIGIN))).toBe('not_found')
      expect(await refusal(deleteLink(as(ben), at))).toBe('not_found')
      expect(await refusal(previewLink(anonymous, { albumId: album.id }))).toBe('unauthenticated')
      const visitor = await inside(as(anna), link)
      expect(await refusal(createAlbumLink(visitor, album.id, {}, ORIGIN))).toBe('unauthenticated')
      expect(await refusal(listLinks(visitor, { limit: 9 }, ORIGIN))).toBe('unauthenticated')
      expect(await count(db)).toBe(made)
    })())

  it('are all listed, expired ones too, in pages', () =>
    inWorld(async ({ db, anna, as }) => {
      const album = await albumOf(as(anna), [(await makePhoto(db, anna.id, ready)).id])
      const links: ShareLink[] = []
      for (let n = 0; n < 3; n += 1) links.unshift(await createAlbumLink(as(anna), album.id, {}, ORIGIN))
      for (const [n, { id }] of links.entries())
        await db
          .update(shareLinks)
          .set({ createdAt: sql`now() - make_interval(secs => ${n})` })
          .where(eq(shareLinks.id, id))
      await db
        .update(shareLinks)
        .set({ expiresAt: new Date(0) })
        .where(eq(shareLinks.id, links[2]?.id ?? ''))
      const first = await listLinks(as(anna), { limit: 2 }, ORIGIN)
      const second = await listLinks(as(anna), { limit: 2, cursor: first.next ?? '' }, ORIGIN)
      const all = [...first.items, ...second.items]
      expect(all.map(({ id }) => id)).toEqual(links.map(({ id }) => id))
      expect(all.map(({ state }) => state)).toEqual(['open', 'open', 'expired'])
      expect(all.map(({ url }) => url)).toEqual(links.map(({ url }) => url))
      expect(second.next).toBeNull()
    })())

  it('take no time that has passed, and no title where the album has one', () =>
    inWorld(async ({ anna, as }) => {
      const album = await albumOf(as(anna), [])
      const past = { expiresAt: '2020-01-01T00:00:00Z' }
      expect(await refusal(createAlbumLink(as(anna), album.id, past, ORIGIN))).toBe('invalid')
      const link = await createAlbumLink(as(anna), album.id, {}, ORIGIN)
      expect(await refusal(updateLink(as(anna), { linkId: link.id }, past, ORIGIN))).toBe('invalid')
      expect(await refusal(updateLink(as(anna), { linkId: link.id }, { title: 'x' }, ORIGIN))).toBe('unprocessable')
    })())

  it('stand in the database without their token and password', () =>
    inWorld(async ({ db, anna, as }) => {
      const photo = await makePhoto(db, anna.id, ready)
      const password = 'a word that nobody keeps'
      const link = await createLink(as(anna), { select: { ids: [photo.id] }, password }, ORIGIN)
      const { rows } = await db.execute(sql`select l::text as row from share_links l where id = ${link.id}`)
      const dump = JSON.stringify(rows)
      expect(dump).toContain('$argon2id$')
      expect(dump).not.toContain(tokenOf(link))
      expect(dump).not.toContain(password)
      expect(JSON.stringify(link)).not.toMatch(/argon2|tokenHash|sealed/i)
      expect(tokenOf(link)).toMatch(/^[0-9A-Za-z]{22}$/)
    })())
})
