import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { storableFields } from '../../photos/storable'
import { parseFilter } from '../language/filter'
import { actorOf, context } from '../testing/people'
import { getMap } from './map'
import { listPhotos } from './page'

const all = parseFilter(new URLSearchParams('owner=me'))
const at = (latitude: number, longitude: number) => ({
  latitude,
  longitude,
  town: null,
  country: null,
  countryCode: null,
})

describe('the map at the antimeridian', () => {
  it('gathers neighbours on both sides of it in one cluster, in a view over it and in the whole world', () =>
    withRollback(async (db) => {
      const user = await makeUser(db)
      const ctx = context(db, actorOf(user))
      await makePhoto(db, user.id, at(-16.8, 179.98))
      await makePhoto(db, user.id, at(-16.8, -179.99))
      await makePhoto(db, user.id, at(52.5, 13.4))
      const map = await getMap(ctx, { filter: all, zoom: 2 })
      expect(map.count).toBe(3)
      expect(map.features.map(({ properties }) => properties.count)).toEqual([2, 1])
      const [west = 0, , east = 0] = map.features[0]?.bbox ?? []
      expect(west).toBeGreaterThan(east)
      const box = map.features[0]?.bbox?.join(',')
      const inside = parseFilter(new URLSearchParams({ owner: 'me', bbox: String(box) }))
      expect((await listPhotos(ctx, { filter: inside, limit: 10 })).items).toHaveLength(2)
      const near = await getMap(ctx, {
        filter: parseFilter(new URLSearchParams('owner=me&bbox=170,-20,-170,-10')),
        zoom: 4,
      })
      expect(near.features.map(({ properties }) => properties.count)).toEqual([2])
    }))

  it('holds 180 and -180 degrees for one place, whoever wrote it', () =>
    withRollback(async (db) => {
      const user = await makeUser(db)
      const ctx = context(db, actorOf(user))
      const location = { latitude: 10, longitude: 180, altitude: null }
      const fields = { title: '', description: '', tags: [], rating: null, takenLocal: null, takenOffset: null }
      const camera = {
        make: null,
        model: null,
        lens: null,
        iso: null,
        aperture: null,
        exposure: null,
        focalLength: null,
      }
      expect(storableFields({ ...fields, camera, location }).location?.longitude).toBe(-180)
      await makePhoto(db, user.id, at(10, -180))
      for (const bbox of ['170,0,180,20', '-180,0,-170,20', '170,0,-170,20']) {
        const filter = parseFilter(new URLSearchParams({ owner: 'me', bbox }))
        expect([bbox, (await listPhotos(ctx, { filter, limit: 10 })).items.length]).toEqual([bbox, 1])
      }
    }))
})
