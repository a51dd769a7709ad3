import { randomUUID } from 'node:crypto'
import type { Database } from '@/db/client'
import { makePhoto, makeUser } from '@/db/testing/factories'
import type { Actor, TokenActor, UserActor } from '../../context/actor'
import type { Context } from '../../context/context'
import { parseFilter } from '../language/filter'
import { listPhotos } from '../query/page'

export const actorOf = (user: { id: string; username: string }): UserActor => ({
  kind: 'user',
  userId: user.id,
  username: user.username,
  name: 'x',
  role: 'user',
  sessionId: randomUUID(),
})
/** A program that may all its person may. */
export const tokenOf = (user: { id: string; username: string }): TokenActor => ({
  kind: 'token',
  userId: user.id,
  username: user.username,
  name: 'x',
  role: 'user',
  tokenId: randomUUID(),
  scopes: ['read', 'write'],
})
export const context = (db: Database, actor: Actor): Context => ({
  db,
  actor,
  store: null as unknown as Context['store'],
})

export async function titles(db: Database, actor: Actor, query: string): Promise<string[]> {
  const page = await listPhotos(context(db, actor), { filter: parseFilter(new URLSearchParams(query)) })
  return page.items.map((photo) => photo.title).sort()
}

/** Anna (hides places) and Ben (shows places), each with a public and a private photo, and more of Anna's for the conditions. */
export async function world(db: Database) {
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
