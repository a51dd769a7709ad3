import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { albums } from '@/db/schema/albums'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import type { Context } from '../context/context'
import type { ObjectStore } from '../storage/object-store'
import { publicFeed, toJsonFeed, toRss, xml } from './public-feed'
import { sitemap } from './sitemap'

const site = new URL('https://photos.example.org')

async function world(db: Database) {
  const [ann, bob, gone] = [await makeUser(db), await makeUser(db), await makeUser(db, { disabledAt: new Date() })]
  const open = await makePhoto(db, ann.id, {
    visibility: 'public',
    title: 'A <b>boat</b> & "more"\u0001',
    filename: 'LEAKNAME.jpg',
    town: 'LEAKTOWN',
  })
  const hidden = [
    await makePhoto(db, ann.id, { title: 'LEAKPRIVATE' }),
    await makePhoto(db, ann.id, { visibility: 'public', deletedAt: new Date(), title: 'LEAKTRASH' }),
    await makePhoto(db, bob.id, { title: 'LEAKBOB' }),
    await makePhoto(db, gone.id, { visibility: 'public', title: 'LEAKDISABLED' }),
  ]
  const [shown, secret] = await db
    .insert(albums)
    .values([
      { ownerId: ann.id, title: 'open', visibility: 'public' },
      { ownerId: ann.id, title: 'LEAKALBUM' },
    ])
    .returning()
  // The owner asks: a feed is the same for everybody.
  const actor = { kind: 'user', userId: ann.id, username: ann.username, name: ann.name, role: 'user', sessionId: 's' }
  const ctx = { db, actor, store: {} as ObjectStore } as Context
  return { ann, bob, gone, open, hidden, shown, secret, ctx }
}

describe('feeds and sitemap', () => {
  it('tell of public photos only, and of them no file name and no hidden place', () =>
    withRollback(async (db) => {
      const { ctx, ann, bob, gone, open, hidden, shown, secret } = await world(db)
      const feed = await publicFeed(ctx, site, '/feed.json')
      const own = await publicFeed(ctx, site, '/feed.json', ann.username)
      const texts = [toJsonFeed(feed), toRss(feed), toJsonFeed(own), await sitemap(ctx, site)]
      for (const text of texts) {
        expect(text).toContain(`https://photos.example.org/photos/${open.id}`)
        expect(text).not.toContain('LEAK')
        for (const photo of hidden) expect(text).not.toContain(photo.id)
      }
      const map = texts.at(-1) ?? ''
      expect(map).toContain(`/albums/${shown?.id}<`)
      expect(map).not.toContain(secret?.id)
      expect(map).toContain(`/gallery?owner=${ann.username}<`)
      expect(map).not.toContain(bob.username)
      expect(map).not.toContain(gone.username)
    }))

  it('answer alike for people who show nothing and people who are not there', () =>
    withRollback(async (db) => {
      const { ctx, bob } = await world(db)
      for (const owner of [bob.username, 'nobody-here']) {
        await expect(publicFeed(ctx, site, '/rss.xml', owner)).rejects.toMatchObject({ code: 'not_found' })
      }
    }))

  it('write titles as text', () =>
    withRollback(async (db) => {
      const { ctx, ann } = await world(db)
      const feed = await publicFeed(ctx, site, '/rss.xml', ann.username)
      expect(toRss(feed)).toContain('<title>A &lt;b&gt;boat&lt;/b&gt; &amp; &quot;more&quot;</title>')
      expect(JSON.parse(toJsonFeed(feed)).items[0].title).toBe('A <b>boat</b> & "more"\u0001')
    }))
})

describe('xml', () => {
  it.each([
    ['a\u0000b\ud800c\uffffd', 'abcd'],
    ['日本 😀', '日本 😀'],
    [`<a href="x">'</a>`, `&lt;a href=&quot;x&quot;&gt;'&lt;/a&gt;`],
  ])('%j becomes %j', (given, expected) => expect(xml(given)).toBe(expected))
})
