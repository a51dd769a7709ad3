import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import { actorOf, titles, world } from '../testing/people'

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
