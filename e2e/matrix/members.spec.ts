// The matrix for those who see an album because it is shared with them, and for whoever did before.
import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import type { Instance } from './instance'
import { makePeople, type People, type Person } from './people'
import { test } from './stage'
import { makeWorld, type World } from './world'

const ACTORS = ['viewer', 'contributor', 'former', 'viewersToken'] as const
type Actor = (typeof ACTORS)[number]

let instance: Instance
let owners: People
let world: World
let who: Record<Actor, Person>
/** The contributor's photo in the album, and one that is in none. */
let added = ''
let spare = ''

test.beforeAll(async ({ stage }) => {
  instance = stage.instance
  owners = await makePeople(instance)
  world = await makeWorld(instance, owners)
  const [viewers, second, third] = [await makePeople(instance), await makePeople(instance), await makePeople(instance)]
  who = { viewer: viewers.owner, contributor: second.owner, former: third.owner, viewersToken: viewers.writer }
  added = (await makePhoto(instance.db, who.contributor.id, { title: 'Added' })).id
  spare = (await makePhoto(instance.db, who.contributor.id, { title: 'Spare' })).id
})

/** The shared album anew: what one case changes the next does not see. */
async function sharedAlbum(): Promise<Record<string, string>> {
  const { db } = instance
  const values = { ownerId: owners.owner.id, title: 'Shared', coverPhotoId: world.names.private }
  const [album] = await db.insert(albums).values(values).returning({ id: albums.id })
  const id = album?.id ?? ''
  await db.insert(albumMembers).values([
    { albumId: id, userId: who.viewer.id, role: 'viewer' },
    { albumId: id, userId: who.contributor.id, role: 'contributor' },
    { albumId: id, userId: who.former.id, role: 'contributor' },
  ])
  const ended = await send(owners.owner, 'DELETE', `/api/v1/albums/${id}/members/${who.former.username}`, null, {})
  expect(ended.status).toBe(204)
  const inside = [world.names.private ?? '', world.names.public ?? '', added]
  await db.insert(albumPhotos).values(inside.map((photoId, position) => ({ albumId: id, photoId, position })))
  const { username: contributor } = who.contributor
  return { ...world.names, album: id, added, spare, viewer: who.viewer.username, contributor, unknown: randomUUID() }
}

/** Method, address, body, and the statuses in the order of ACTORS. */
const CASES: [string, string, object | null, string][] = [
  ['GET', '/api/v1/albums/{album}', null, '200 200 404 200'],
  ['GET', '/albums/{album}', null, '200 200 404 401'],
  ['GET', '/api/v1/albums/{album}/photos', null, '200 200 404 200'],
  ['GET', '/api/v1/albums/{album}/members', null, '200 200 404 200'],
  ['GET', '/api/v1/photos?album={album}', null, '200 200 200 200'],
  ['GET', '/api/v1/photos/{private}', null, '200 200 404 200'],
  ['GET', '/photos/{private}', null, '200 200 404 401'],
  ['GET', '/api/v1/photos/{private}/renditions/thumb', null, '200 200 404 200'],
  ['GET', '/api/v1/photos/{private}/original', null, '404 404 404 404'],
  ['GET', '/api/v1/photos/{added}', null, '200 200 404 200'],
  ['POST', '/api/v1/downloads', { select: { ids: ['{private}'] } }, '403 403 404 403'],
  ['PATCH', '/api/v1/photos/{private}', { title: 'x' }, '403 403 404 403'],
  ['DELETE', '/api/v1/photos/{private}', null, '403 403 404 403'],
  ['PATCH', '/api/v1/albums/{album}', { title: 'x' }, '403 403 404 403'],
  ['PATCH', '/api/v1/albums/{album}', { showLocation: true }, '403 403 404 403'],
  ['DELETE', '/api/v1/albums/{album}', null, '403 403 404 403'],
  ['PUT', '/api/v1/albums/{album}/photos', { ids: ['{spare}'] }, '403 200 404 403'],
  ['PUT', '/api/v1/albums/{album}/photos', { ids: ['{private}'] }, '403 404 404 403'],
  ['DELETE', '/api/v1/albums/{album}/photos', { ids: ['{added}'] }, '403 200 404 403'],
  ['DELETE', '/api/v1/albums/{album}/photos', { ids: ['{private}'] }, '403 403 404 403'],
  ['PATCH', '/api/v1/albums/{album}/photos', { ids: ['{added}'], before: '{private}' }, '403 403 404 403'],
  ['PUT', '/api/v1/albums/{album}/members', { username: '{viewer}', role: 'contributor' }, '403 403 404 403'],
  ['DELETE', '/api/v1/albums/{album}/members/{viewer}', null, '204 403 404 403'],
  ['DELETE', '/api/v1/albums/{album}/members/{contributor}', null, '403 204 404 403'],
  ['POST', '/api/v1/uploads', { visibility: 'private', album: '{album}', files: [FILE()] }, '403 201 404 403'],
]

function FILE() {
  return { name: 'new.jpg', bytes: 1_000, mediaType: 'image/jpeg' }
}

for (const [method, address, body, expected] of CASES) {
  test(`members: ${method} ${address} ${body ? JSON.stringify(body).slice(0, 60) : ''}`, async () => {
    for (const [at, actor] of ACTORS.entries()) {
      const names = await sharedAlbum()
      const reply = await send(who[actor], method, address, body, names)
      expect(reply.status, `${actor}: ${reply.body.slice(0, 300)}`).toBe(Number(expected.split(' ')[at]))
      for (const secret of ['MARK-filename', 'MARK-serial', 'MARK-town', '12.3456', '98.7654', ...world.secrets]) {
        expect(reply.body, actor).not.toContain(secret)
      }
      if (reply.status !== 404) continue
      const strange = await send(who[actor], method, address, body, {
        ...names,
        album: randomUUID(),
        private: randomUUID(),
        added: randomUUID(),
      })
      expect(strange.normal, `${actor}: the answer for an id that never existed`).toBe(reply.normal)
    }
  })
}

test('members: what is shared stands in no list but the album’s', async () => {
  const names = await sharedAlbum()
  const lists = [
    '/',
    '/gallery',
    '/albums',
    '/map',
    '/api/v1/photos',
    '/api/v1/photos?q=MARK-title',
    '/api/v1/photos/facets?facets=tag,owner,town',
    '/api/v1/timeline',
    '/api/v1/search/suggest?q=mark',
    '/api/v1/map?zoom=2',
    '/rss.xml',
    '/feed.json',
    '/sitemap.xml',
  ]
  for (const list of lists) {
    const { status, body } = await send(who.viewer, 'GET', list, null, names)
    expect(status, list).toBe(200)
    // The address of the list of albums shows the album's cover.
    for (const secret of ['MARK-t', ...(list === '/albums' ? [] : [names.private ?? ''])])
      expect(body, list).not.toContain(secret)
  }
})

test('members: place and original follow the album’s switches, for the owner’s photos, while it is shared', async () => {
  const names = await sharedAlbum()
  const photo = async () => JSON.parse((await send(who.viewer, 'GET', '/api/v1/photos/{private}', null, names)).body)
  const set = (values: Partial<typeof albums.$inferInsert>) =>
    instance.db
      .update(albums)
      .set(values)
      .where(eq(albums.id, names.album ?? ''))
  expect(await photo()).toMatchObject({
    location: null,
    place: null,
    permissions: { seeLocation: false, downloadOriginal: false },
  })
  await set({ showLocation: true, allowOriginals: true })
  expect(await photo()).toMatchObject({
    place: { town: 'MARK-town' },
    permissions: { seeLocation: true, downloadOriginal: true, edit: false },
  })
  const original = await send(who.viewer, 'GET', '/api/v1/photos/{private}/original', null, names)
  expect(original.status).toBe(200)
  expect(original.body).not.toContain('MARK-')
  const { url } = JSON.parse(
    (await send(who.viewer, 'POST', '/api/v1/downloads', { select: { filter: { album: '{album}' } } }, names)).body,
  )
  await instance.db.delete(albumMembers).where(eq(albumMembers.userId, who.viewer.id))
  expect((await send(who.viewer, 'GET', '/api/v1/photos/{private}/original', null, names)).status).toBe(404)
  const zip = await send(who.viewer, 'GET', url, null, names)
  expect(zip.body).not.toContain('MARK-')
  expect(zip.body).toContain('not included')
})

test('members: an owner who is disabled takes the album along', async () => {
  const names = await sharedAlbum()
  const disable = (disabledAt: Date | null) =>
    instance.db.update(users).set({ disabledAt }).where(eq(users.id, owners.owner.id))
  await disable(new Date())
  for (const address of [
    '/api/v1/albums/{album}',
    '/api/v1/photos/{private}',
    '/api/v1/photos/{private}/renditions/thumb',
    '/albums/{album}',
  ]) {
    expect((await send(who.viewer, 'GET', address, null, names)).status, address).toBe(404)
  }
  await disable(null)
  expect((await send(who.viewer, 'GET', '/api/v1/albums/{album}', null, names)).status).toBe(200)
})

async function send(
  person: Person,
  method: string,
  address: string,
  body: object | null,
  names: Record<string, string>,
) {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)
  const headers: Record<string, string> = {
    ...(person.token ? { authorization: `Bearer ${person.token}` } : { cookie: person.cookie }),
  }
  if (method !== 'GET' && !person.token) headers.origin = instance.url
  if (body) headers['content-type'] = 'application/json'
  const payload = body ? fill(JSON.stringify(body)) : null
  const response = await fetch(instance.url + fill(address), { method, headers, body: payload, redirect: 'manual' })
  const text = await response.text()
  const normal = text.replace(/"requestId":"[^"]*"/g, '').replace(/nonce-?=?"?[\w+/=-]+/g, '')
  return { status: response.status, body: text, normal: address.startsWith('/api') ? normal : '' }
}
