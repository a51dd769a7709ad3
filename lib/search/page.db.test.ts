import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS } from '../auth/actor'
import type { Context } from '../context'
import { parseFilter } from './filter'
import { listPhotos } from './page'

const actorOf = (user: { id: string; username: string }): Actor => ({
  kind: 'user',
  userId: user.id,
  username: user.username,
  name: 'x',
  role: 'user',
  sessionId: randomUUID(),
})
const context = (db: Database, actor: Actor): Context => ({ db, actor, store: null as unknown as Context['store'] })

async function titles(db: Database, actor: Actor, query: string): Promise<string[]> {
  const page = await listPhotos(context(db, actor), { filter: parseFilter(new URLSearchParams(query)) })
  return page.items.map((photo) => photo.title).sort()
}

/** Anna (hides places) and Ben (shows places), each with a public and a private photo, and more of Anna's for the conditions. */
async function world(db: Database) {
  const anna = await makeUser(db, { username: 'anna' })
  const ben = await makeUser(db, { username: 'ben', showLocation: true })
  const camera = {
    cameraMake: 'FUJIFILM',
    cameraModel: 'X100V',
    lens: 'XF 23mm F2',
    iso: 400,
    aperture: 2.8,
    exposure: 1 / 250,
    focalLength: 23,
  }
  await makePhoto(db, anna.id, {
    title: 'a-private',
    tags: ['Sea', 'blue boat'],
    ...camera,
    rating: 4,
    favourite: true,
  })
  await makePhoto(db, anna.id, {
    title: 'a-public',
    visibility: 'public',
    tags: ['Sea'],
    takenLocal: '2022-12-31 23:59:59.5',
    bytes: 5_000_000,
  })
  await makePhoto(db, anna.id, { title: 'a-trash', deletedAt: new Date(), visibility: 'public' })
  await makePhoto(db, anna.id, { title: 'a-uploading', status: 'uploading' })
  await makePhoto(db, anna.id, {
    title: 'a-failed',
    status: 'failed',
    town: null,
    country: null,
    countryCode: null,
    latitude: null,
    longitude: null,
  })
  await makePhoto(db, ben.id, {
    title: 'b-public',
    visibility: 'public',
    filename: 'beach_holiday.jpg',
    mediaType: 'image/png',
    takenLocal: '2023-08-15 23:30:00',
    takenOffset: null,
  })
  await makePhoto(db, ben.id, { title: 'b-private' })
  return { anna: actorOf(anna), ben: actorOf(ben), ids: { anna: anna.id, ben: ben.id } }
}

describe('whose photos a filter finds', () => {
  const all = 'a-failed a-private a-public b-public'
  it.each([
    ['', all],
    ['owner=me', 'a-failed a-private a-public'],
    ['owner=anna', 'a-failed a-private a-public'],
    ['owner=ben', 'b-public'],
    ['owner=nobody', ''],
    ['q=-owner:me', 'b-public'],
    ['visibility=public', 'a-public b-public'],
    ['visibility=private', 'a-failed a-private'],
    ['trash=true', 'a-trash'],
    ['status=uploading', 'a-uploading'],
    ['status=failed', 'a-failed'],
    ['q=status:uploading or trash:true', 'a-trash a-uploading'],
    ['town=berlin', 'a-private a-public b-public'],
    ['country=DE', 'a-private a-public b-public'],
    ['country=GERMANY', 'a-private a-public b-public'],
    ['near=52.5,13.4,5', 'a-private a-public b-public'],
    ['near=52.5,13.4,1', ''],
    ['bbox=13,52,14,53', 'a-private a-public b-public'],
    ['bbox=14,52,13,53', ''],
    ['hasLocation=false', 'a-failed'],
    ['after=2023', 'a-failed a-private b-public'],
    ['before=2022', 'a-public'],
    ['before=2022-12-31T23:59', 'a-public'],
    ['before=2022-12-31T23:59:59', 'a-public'],
    ['before=2022-12-31T23:59:58', ''],
    ['after=01.08.2023&before=15.08.2023', 'a-failed a-private b-public'],
    ['before=2023-08-14&after=2023-08-10', 'a-failed a-private'],
    ['after=2023-08-10T12:03:00Z&before=2023-08-10T12:03:00Z', 'a-failed a-private'],
    ['after=2023-08-15T23:30:00-05:00', 'b-public'],
    ['camera=x100', 'a-private'],
    ['camera=fujifilm x', 'a-private'],
    ['camera=%25', ''],
    ['lens=23MM', 'a-private'],
    ['iso=200-400', 'a-private'],
    ['aperture=2.8', 'a-private'],
    ['exposure=1/250', 'a-private'],
    ['focal=-22', ''],
    ['bytes=1MB-', 'a-public'],
    ['width=4000', all],
    ['tag=sea', 'a-private a-public'],
    ['tag=sea&tag=Blue boat', 'a-private'],
    ['favourite=true', 'a-private'],
    ['rating=3-', 'a-private'],
    ['q=-rating:3-', 'a-failed a-public b-public'],
    ['type=png', 'b-public'],
    ['q=blu', 'a-private'],
    ['q=Séa -boat', 'a-public'],
    ['q="blue boat" or type:png', 'a-private b-public'],
    ['q=(sea or type:png) visibility:public', 'a-public b-public'],
    ['q=fuji', 'a-private'],
    ['q=ujifilm', 'a-private'],
    ['q=berlin', 'a-private a-public b-public'],
    ['q=secret-name', 'a-failed a-private a-public'],
    ['q=beach', ''],
    ['album=0190b0a0-0000-7000-8000-000000000001', ''],
    ['folder=x', ''],
  ])('Anna: %s', async (query, expected) => {
    await withRollback(async (db) => {
      const { anna } = await world(db)
      expect((await titles(db, anna, query)).join(' ')).toBe(expected)
    })
  })

  it.each([
    ['', 'a-public b-public'],
    ['owner=me', ''],
    ['visibility=private', ''],
    ['trash=true', ''],
    ['q=trash:true or visibility:private or status:failed', ''],
    ['q=-town:Paris', 'a-public b-public'],
    ['town=Berlin', 'b-public'],
    ['q=-town:Berlin', 'a-public'],
    ['hasLocation=true', 'b-public'],
    ['hasLocation=false', 'a-public'],
    ['bbox=13,52,14,53', 'b-public'],
    ['q=-bbox:13,52,14,53', 'a-public'],
    ['q=berlin', 'b-public'],
    ['q=-berlin', 'a-public'],
    ['q=secret-name', ''],
    ['q=-secret-name', 'a-public b-public'],
    ['q=beach', ''],
  ])('the anonymous: %s', async (query, expected) => {
    await withRollback(async (db) => {
      await world(db)
      expect((await titles(db, ANONYMOUS, query)).join(' ')).toBe(expected)
    })
  })
})

describe('text in any script', () => {
  it.each([
    ['Größe', 'grosse'],
    ['Segelboot', 'boot'],
    ['Segelboot', 'SEGEL'],
    ['東京タワーの夜景', '夜景'],
    ['東京タワーの夜景', 'タワー'],
    ['ﾀﾜｰ', 'タワー'],
    ['صورة البَحر الأحمر', 'بحر'],
    ['صورة البحر', 'صوره'],
    ['Ёлка в лесу', 'елк'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδός'],
    ['हिन्दी चित्र', 'चित्र'],
    ['ภาพทะเลสวย', 'ทะเล'],
    ['한국어 사진', '사진'],
    ['Façade', 'facade'],
    ['L’été à la mer', 'ete'],
    ['🚤 tour', '🚤'],
    ['100% (a_b)', 'a_b'],
    ["o'clock", "o'clock"],
  ])('%s is found by %s', async (title, word) => {
    await withRollback(async (db) => {
      const user = await makeUser(db)
      await makePhoto(db, user.id, { title, filename: 'x' })
      expect(await titles(db, actorOf(user), `q=${encodeURIComponent(word)}`)).toEqual([title])
      expect(await titles(db, actorOf(user), `q=${encodeURIComponent(`-${word}`)}`)).toEqual([])
    })
  })

  it.each([
    ['Stuttgart', 'art'],
    ['Segelboot', '"boot"'],
    ['IMG_20230810', '0810'],
    ['two small words', '"two words"'],
    ['party', 'part2'],
  ])('%s is not found by %s', async (title, word) => {
    await withRollback(async (db) => {
      const user = await makeUser(db)
      await makePhoto(db, user.id, { title, filename: 'x' })
      expect(await titles(db, actorOf(user), `q=${encodeURIComponent(word)}`)).toEqual([])
    })
  })
})

describe('pages', () => {
  const orders = ['taken', 'added', 'title', 'bytes', 'rating'].flatMap((sort) => [
    [sort, 'desc'],
    [sort, 'asc'],
  ])

  it.each(orders)('sort=%s&order=%s: every photo once, in order, whatever ties there are', async (sort, order) => {
    await withRollback(async (db) => {
      const { anna, ids } = await world(db)
      for (let i = 0; i < 40; i += 1) {
        await makePhoto(db, i % 3 === 0 ? ids.ben : ids.anna, {
          title: ['Zoo', 'äpfel', 'Apfel', ''][i % 4],
          visibility: i % 2 === 0 ? 'public' : 'private',
          rating: [null, 1, 5][i % 3] ?? null,
          bytes: 1000 + (i % 5),
          takenLocal: i % 7 === 0 ? null : `2020-01-0${1 + (i % 5)} 10:00:00.00${i % 3}`,
        })
      }
      const filter = parseFilter(new URLSearchParams({ sort, order }))
      const whole = await listPhotos(context(db, anna), { filter, limit: 500, count: true })
      const seen: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await listPhotos(context(db, anna), { filter, limit: 7, cursor })
        seen.push(...page.items.map((photo) => photo.id))
        if (page.next === null) break
        cursor = page.next
      }
      expect(seen).toEqual(whole.items.map((photo) => photo.id))
      expect(new Set(seen).size).toBe(whole.total)
      const back = await listPhotos(context(db, anna), {
        filter: { ...filter, order: order === 'asc' ? 'desc' : 'asc' },
        limit: 500,
      })
      expect(back.items.map((photo) => photo.id).reverse()).toEqual(seen)
    })
  })

  it('refuses cursors of another filter, another order and made-up ones', async () => {
    await withRollback(async (db) => {
      const { anna, ids } = await world(db)
      for (let i = 0; i < 5; i += 1) await makePhoto(db, ids.anna, { town: 'Paris' })
      const list = (query: string, cursor?: string) =>
        listPhotos(context(db, anna), { filter: parseFilter(new URLSearchParams(query)), limit: 2, cursor })
      const { next } = await list('town=Paris')
      expect((await list('town=Paris', next as string)).items).toHaveLength(2)
      for (const other of ['town=paris', '', 'town=Paris&order=asc', 'town=Paris&sort=title']) {
        await expect(list(other, next as string)).rejects.toThrow(/cursor belongs to another filter/)
      }
      const forged = (change: (parts: unknown[]) => void) => {
        const parts = JSON.parse(Buffer.from(next as string, 'base64url').toString()) as unknown[]
        change(parts)
        return Buffer.from(JSON.stringify(parts)).toString('base64url')
      }
      for (const cursor of [
        'x',
        '💥',
        'W10',
        forged((p) => {
          p[1] = "1'; drop"
        }),
        forged((p) => {
          p[1] = 9e15
        }),
        forged((p) => {
          p[1] = 1.5
        }),
        forged((p) => {
          p[2] = 'x'
        }),
      ]) {
        await expect(list('town=Paris', cursor)).rejects.toThrow(/not one of this list|another filter/)
      }
    })
  })

  it('jumps to a month in both directions', async () => {
    await withRollback(async (db) => {
      const user = await makeUser(db)
      for (let month = 1; month <= 9; month += 1)
        await makePhoto(db, user.id, { title: `${month}`, takenLocal: `2023-0${month}-15 12:00:00` })
      const jump = async (query: string, at: string) => {
        const page = await listPhotos(context(db, actorOf(user)), {
          filter: parseFilter(new URLSearchParams(query)),
          limit: 2,
          at,
        })
        return page.items.map((photo) => photo.title)
      }
      expect(await jump('', '2023-05')).toEqual(['5', '4'])
      expect(await jump('order=asc', '2023-05')).toEqual(['5', '6'])
      expect(await jump('', '2022')).toEqual([])
      await expect(jump('sort=title', '2023-05')).rejects.toThrow(/sort=taken only/)
    })
  })
})
