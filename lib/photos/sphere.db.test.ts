import { expect, it } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { updatePhotos } from '../edits/update-photos'
import { readMetadata } from '../imaging/metadata/metadata'
import { inWorld } from './testing/world'

const xmp = (attributes: string) =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:p="http://ns.google.com/photos/1.0/panorama/" ${attributes}/></rdf:RDF></x:xmpmeta>`,
  )
const exifOf = (attributes: string) =>
  readMetadata({ exif: null, xmp: xmp(attributes), extendedXmp: null, iptc: null, comments: [], filename: '' }).exif

const SPHERE = 'p:ProjectionType="equirectangular"'
const WHOLE = 'p:FullPanoWidthPixels="4000" p:FullPanoHeightPixels="2000"'

it(
  'a full sphere is told by what its XMP says, and by its shape',
  inWorld(async ({ db, anna }) => {
    const cases: [string, number, number, boolean][] = [
      [SPHERE, 4000, 2000, true],
      ['p:ProjectionType="Equirectangular"', 5376, 2688, true],
      [
        `${SPHERE} ${WHOLE} p:CroppedAreaImageWidthPixels="4000" p:CroppedAreaImageHeightPixels="2000"`,
        4000,
        2000,
        true,
      ],
      [
        `${SPHERE} ${WHOLE} p:CroppedAreaImageWidthPixels="2000" p:CroppedAreaImageHeightPixels="1000"`,
        2000,
        1000,
        false,
      ],
      [SPHERE, 4000, 1000, false],
      ['p:ProjectionType="cylindrical"', 4000, 2000, false],
      ['p:Other="equirectangular"', 4000, 2000, false],
    ]
    for (const [attributes, width, height, sphere] of cases)
      expect((await makePhoto(db, anna.id, { width, height, exif: exifOf(attributes) })).sphere).toBe(sphere)
  }),
)

it(
  'who is about to publish is told which names of places the words say, and who hides, which they said; only what changes is asked',
  inWorld(async ({ db, anna, as }) => {
    const exif = { iptc: { City: 'Bergen', Sublocation: 'Bryggen' } }
    const place = { town: 'Bergen', region: null, country: 'Norway', visibility: 'private' as const }
    const one = await makePhoto(db, anna.id, { ...place, exif, title: 'Rain on Bryggen', tags: ['bergen'] })
    const two = await makePhoto(db, anna.id, { ...place, title: 'Bergen', tags: [] })
    const three = await makePhoto(db, anna.id, { ...place, title: 'Norway', visibility: 'public' })
    const select = { ids: [one.id, two.id, three.id] }
    const ask = (set: Parameters<typeof updatePhotos>[1]['set'], dryRun: boolean) =>
      updatePhotos(as(anna), { select, set, dryRun })
    expect(await ask({ visibility: 'public' }, true)).toEqual({
      matched: 3,
      changed: 2,
      placeWords: [
        { word: 'Bergen', where: ['title', 'tags'], photos: 2 },
        { word: 'Bryggen', where: ['title'], photos: 1 },
      ],
    })
    expect(await ask({ visibility: 'private' }, true)).toEqual({
      matched: 3,
      changed: 1,
      placeWords: [{ word: 'Norway', where: ['title'], photos: 1 }],
    })
    expect((await ask({ visibility: 'public' }, false)).placeWords).toBeUndefined()
  }),
)
