import { expect } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import type { Instance } from './instance'
import { makePeople, type People } from './people'
import { test } from './stage'
import { makeWorld, type World } from './world'

let instance: Instance
let people: People
let world: World

test.beforeAll(async ({ stage }) => {
  instance = stage.instance
  people = await makePeople(instance)
  world = await makeWorld(instance, people)
})

const get = (path: string, cookie = '') => fetch(instance.url + path, { headers: { cookie }, redirect: 'manual' })

test('what a person made public disappears while the person is disabled', async () => {
  const photo = world.names.public ?? ''
  const addresses = [
    `/api/v1/photos/${photo}`,
    `/api/v1/photos/${photo}/renditions/preview`,
    `/api/v1/albums/${world.names.publicAlbum}`,
    `/photos/${photo}`,
  ]
  const lists = ['/', '/gallery', '/api/v1/photos', '/api/v1/albums']
  const check = async (shown: boolean) => {
    for (const cookie of ['', people.other.cookie, people.admin.cookie]) {
      for (const address of addresses) {
        expect((await get(address, cookie)).status, address).toBe(shown ? 200 : 404)
      }
      for (const list of lists) {
        if (cookie !== '' && list === '/') continue
        const body = await (await get(list, cookie)).text()
        const id = list.includes('albums') ? (world.names.publicAlbum ?? '') : photo
        expect(body.includes(id), list).toBe(shown)
      }
    }
  }
  await check(true)
  await instance.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, people.owner.id))
  await check(false)
  expect((await get('/api/v1/me', people.owner.cookie)).status).toBe(401)
  await instance.db.update(users).set({ disabledAt: null }).where(eq(users.id, people.owner.id))
  await check(true)
})

test('original: given away only while the owner allows it, and then without the camera’s data', async () => {
  const address = `/api/v1/photos/${world.names.public}/original`
  const set = (allowOriginals: boolean) =>
    instance.db.update(users).set({ allowOriginals }).where(eq(users.id, people.owner.id))
  await set(true)
  for (const cookie of ['', people.other.cookie, people.admin.cookie]) {
    const reply = await get(address, cookie)
    expect(reply.status).toBe(200)
    expect(JSON.stringify([...reply.headers])).not.toContain('MARK-')
  }
  await set(false)
  expect((await get(address)).status).toBe(404)
})

test('place: shown only while the owner allows it', async () => {
  const photo = async () => (await get(`/api/v1/photos/${world.names.public}`)).json()
  const set = (showLocation: boolean) =>
    instance.db.update(users).set({ showLocation }).where(eq(users.id, people.owner.id))
  expect(await photo()).toMatchObject({ location: null, place: null })
  await set(true)
  expect(await photo()).toMatchObject({ place: { town: 'MARK-town' }, permissions: { seeLocation: true } })
  await set(false)
  expect(await photo()).toMatchObject({ location: null, place: null })
})
