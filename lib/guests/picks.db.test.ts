import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { shareGuests, sharePicks } from '@/db/schema/shares'
import { makePhoto } from '@/db/testing/factories'
import { removeAlbumPhotos } from '../albums/change-photos'
import { trashPhoto } from '../edits/trash-photo'
import { refusal } from '../photos/testing/refusal'
import { inLastingWorld, inWorld } from '../photos/testing/world'
import { deleteLink, updateLink } from '../shares/own-links'
import { idsOf, inside, LINK_SECRET, ORIGIN, ready } from '../shares/testing/visitor'
import { NameGuest, PutPick } from './contract'
import { guestIdIn } from './guest-cookie'
import { nameGuest } from './guests'
import { clearPicks, listLinkPicks } from './link-picks'
import { listOwnPicks, MOST_PICKS, ofOwnPicks, putPick, removePick } from './picks'
import { known, opened, STRANGER } from './testing/guest'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

test(
  'two visitors mark: each sees the own marks, the owner sees who marked what',
  inWorld(async ({ db, anna, ben, as }) => {
    const [one, two] = [await makePhoto(db, anna.id, ready), await makePhoto(db, anna.id, ready)]
    const { link, visitor } = await opened(as(anna), [one.id, two.id])
    const [oma, opa] = [await known(visitor, 'Oma'), await known(visitor, 'Opa')]
    await putPick(visitor, oma, one.id, { note: 'For the hall' })
    await putPick(visitor, oma, two.id, {})
    await putPick(visitor, opa, two.id, { note: 'Mine' })
    // The note stays where none is given, and goes where it is emptied.
    await putPick(visitor, oma, one.id, {})
    await putPick(visitor, opa, two.id, { note: '' })
    const omas = await listOwnPicks(visitor, oma.cookies)
    expect(omas.guest).toEqual({ name: 'Oma' })
    expect(new Map(omas.items.map(({ photoId, note }) => [photoId, note]))).toEqual(
      new Map([
        [one.id, 'For the hall'],
        [two.id, ''],
      ]),
    )
    expect(JSON.stringify(omas)).not.toContain('Opa')
    expect(await listOwnPicks(visitor, null)).toEqual({ guest: null, items: [] })
    expect(await idsOf(await ofOwnPicks(visitor, opa.cookies))).toEqual([two.id])
    expect(await idsOf(await ofOwnPicks(visitor, null))).toEqual([])
    const all = await listLinkPicks(as(anna), link.id)
    const byName = all.people.sort((a, b) => (a.name < b.name ? -1 : 1))
    expect(byName.map(({ name, picks }) => [name, picks.map(({ photoId }) => photoId).sort()])).toEqual([
      ['Oma', [one.id, two.id].sort()],
      ['Opa', [two.id]],
    ])
    expect(all.photos.map(({ photo, picks }) => [photo.id, picks])).toEqual([
      [two.id, 2],
      [one.id, 1],
    ])
    expect(await refusal(listLinkPicks(as(ben), link.id))).toBe('not_found')
    const [first] = byName
    expect(await refusal(clearPicks(as(ben), { linkId: link.id, guestId: first?.id ?? '' }))).toBe('not_found')
    await clearPicks(as(anna), { linkId: link.id, guestId: first?.id ?? '' })
    const marks = async () =>
      (await listLinkPicks(as(anna), link.id)).people.map(({ name, picks }) => [name, picks.length]).sort()
    expect(await marks()).toEqual([
      ['Oma', 0],
      ['Opa', 1],
    ])
    await removePick(visitor, opa, two.id)
    expect((await listLinkPicks(as(anna), link.id)).photos).toEqual([])
    // Who has marked nothing is named, and can be removed, by the owner alone.
    const at = { linkId: link.id, guestId: first?.id ?? '' }
    expect(await refusal(clearPicks(as(ben), at, true))).toBe('not_found')
    await clearPicks(as(anna), at, true)
    expect(await marks()).toEqual([['Opa', 0]])
    expect(await refusal(clearPicks(as(anna), at, true))).toBe('not_found')
    expect(await listOwnPicks(visitor, oma.cookies)).toEqual({ guest: null, items: [] })
  }),
)

test(
  'a mark is of what the link opens, by who said a name here: no other link, owner or cookie helps',
  inWorld(async ({ db, anna, ben, as }) => {
    const [mine, outside] = [await makePhoto(db, anna.id, ready), await makePhoto(db, anna.id, ready)]
    const bens = await makePhoto(db, ben.id, { ...ready, visibility: 'public' })
    const annas = await opened(as(anna), [mine.id])
    const others = await opened(as(ben), [bens.id])
    const second = await opened(as(anna), [mine.id])
    const oma = await known(annas.visitor, 'Oma')
    for (const id of [outside.id, bens.id]) expect(await refusal(putPick(annas.visitor, oma, id, {}))).toBe('not_found')
    // A cookie of another link is of nobody, whoever made the link.
    for (const { visitor } of [others, second]) {
      expect(guestIdIn(visitor.actor.linkId, oma.cookies)).toBeNull()
      expect(await listOwnPicks(visitor, oma.cookies)).toEqual({ guest: null, items: [] })
    }
    expect(await refusal(putPick(others.visitor, oma, bens.id, {}))).toBe('invalid')
    // Nor is an id without its seal, or with another one's.
    const [guest] = await db.select().from(shareGuests).where(eq(shareGuests.name, 'Oma'))
    const opa = await known(annas.visitor, 'Opa')
    const seal = opa.cookies?.split('.').at(-1)
    for (const value of [guest?.id, `${guest?.id}.`, `${guest?.id}.${seal}`])
      expect(guestIdIn(annas.visitor.actor.linkId, `albumen.guest=${value}`)).toBeNull()
    // The owner's door knows the guests of the own links alone.
    await putPick(annas.visitor, oma, mine.id, {})
    const at = { linkId: others.link.id, guestId: guest?.id ?? '' }
    expect(await refusal(clearPicks(as(ben), at))).toBe('not_found')
    const { people } = await listLinkPicks(as(anna), annas.link.id)
    expect(people.filter(({ picks }) => picks.length > 0)).toHaveLength(1)
  }),
)

test(
  'marks follow the link: off, locked, out of the album, in the trash, revoked',
  inWorld(async ({ db, anna, as }) => {
    const [one, two] = [await makePhoto(db, anna.id, ready), await makePhoto(db, anna.id, ready)]
    const { album, link, visitor } = await opened(as(anna), [one.id, two.id])
    const oma = await known(visitor, 'Oma')
    for (const { id } of [one, two]) await putPick(visitor, oma, id, { note: 'yes' })
    await removeAlbumPhotos(as(anna), album.id, [one.id])
    expect((await listOwnPicks(visitor, oma.cookies)).items.map(({ photoId }) => photoId)).toEqual([two.id])
    expect((await listLinkPicks(as(anna), link.id)).photos).toHaveLength(2)
    await trashPhoto(as(anna), { id: one.id })
    expect((await listLinkPicks(as(anna), link.id)).photos).toHaveLength(1)
    await updateLink(as(anna), { linkId: link.id }, { allowPicks: false, allowUpload: false }, ORIGIN)
    const plain = await inside(as(anna), link)
    const refused = [
      listOwnPicks(plain, oma.cookies),
      putPick(plain, oma, two.id, {}),
      removePick(plain, oma, two.id),
      ofOwnPicks(plain, oma.cookies),
      nameGuest(plain, STRANGER, 'Opa'),
    ]
    expect(await Promise.all(refused.map(refusal))).toEqual(refused.map(() => 'not_found'))
    expect((await listLinkPicks(as(anna), link.id)).people).toMatchObject([{ name: 'Oma', picks: [{ note: 'yes' }] }])
    await updateLink(as(anna), { linkId: link.id }, { allowPicks: true }, ORIGIN)
    expect((await listOwnPicks(await inside(as(anna), link), oma.cookies)).items).toHaveLength(1)
    await deleteLink(as(anna), { linkId: link.id })
    expect(await db.select().from(sharePicks)).toEqual([])
    expect(await db.select().from(photos)).toHaveLength(2)
  }),
)

test('names and notes are plain text of one kind, with an end', () => {
  const name = (text: string) => NameGuest.safeParse({ name: text }).data?.name
  expect(name('  Oma \n\u0000 & <b>Opa</b>\t')).toBe('Oma & <b>Opa</b>')
  expect(name('O\u0308ma')).toBe('Öma')
  for (const none of ['', '   ', '\u200b\u2060', 'x'.repeat(81)]) expect(name(none)).toBeUndefined()
  expect(PutPick.safeParse({ note: 'x'.repeat(501) }).success).toBe(false)
  expect(PutPick.parse({ note: ' two\nlines ' }).note).toBe('two\nlines')
  expect(PutPick.safeParse({ guestId: 'x' }).success).toBe(false)
})

test('the limits hold for many at once', async () => {
  await inLastingWorld(async ({ db, anna, as }) => {
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) ids.push((await makePhoto(db, anna.id, ready)).id)
    const { link, visitor } = await opened(as(anna), ids)
    const oma = await known(visitor, 'Oma')
    const guestId = guestIdIn(link.id, oma.cookies) ?? ''
    await db.execute(sql`
      with made as (
        insert into photos (id, owner_id, status, filename, object_key, bytes, media_type)
        select gen_random_uuid(), ${anna.id}, 'processing', 'x.jpg', 'originals/00/' || n || '.jpg', 1, 'image/jpeg'
        from generate_series(1, ${MOST_PICKS - 2}::int) n returning id)
      insert into share_picks (guest_id, photo_id) select ${guestId}::uuid, id from made`)
    const outcomes = await Promise.allSettled(ids.map((id) => putPick(visitor, oma, id, {})))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    // Another note on a marked one is no further mark.
    const [marked] = (await listOwnPicks(visitor, oma.cookies)).items
    await putPick(visitor, oma, marked?.photoId ?? '', { note: 'still' })
  })
})
