import fc from 'fast-check'
import type { photos } from '@/db/schema/photos'

const LONG = process.env.TEST_WORLDS

/** How long the random worlds of one test may take. */
export const WORLDS_MS = 900_000 * (LONG ? 40 : 1)

/**
 * In how many random worlds a test asks, however long they take: whoever reaches fewer has failed. They are the same in each run;
 * `npm run worlds` asks in others, and in many more.
 * @param usual in `npm test`; `TEST_WORLDS=2000 npm run integration -- FILE` asks in so many
 */
export function inSoManyWorlds(usual: number) {
  return {
    numRuns: Number(LONG ?? usual),
    ...(LONG ? {} : { seed: 20_261_127 }),
    interruptAfterTimeLimit: WORLDS_MS - 60_000,
    markInterruptAsFailure: true,
  }
}

type NewPhoto = Partial<typeof photos.$inferInsert>

const pick = <T>(...values: T[]) => fc.constantFrom(...values)

const place = pick<NewPhoto>(
  { latitude: 52.5163, longitude: 13.3777, town: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'DE' },
  { latitude: 48.1372, longitude: 11.5755, town: 'Munich', region: 'Bavaria', country: 'Germany', countryCode: 'DE' },
  {
    latitude: 48.8566,
    longitude: 2.3522,
    town: 'Paris',
    region: 'Île-de-France',
    country: 'France',
    countryCode: 'FR',
  },
  { latitude: -17.7134, longitude: 178.065, town: 'Suva', region: null, country: 'Fiji', countryCode: 'FJ' },
  { latitude: 10.5, longitude: -175.2, town: null, region: null, country: null, countryCode: null },
  { latitude: null, longitude: null, town: null, region: null, country: null, countryCode: null },
)

const camera = pick<NewPhoto>(
  {
    cameraMake: 'FUJIFILM',
    cameraModel: 'X100V',
    lens: 'XF 23mm F2',
    iso: 400,
    aperture: 2.8,
    exposure: 0.004,
    focalLength: 50,
  },
  {
    cameraMake: 'Canon',
    cameraModel: 'Canon EOS (R5)',
    lens: null,
    iso: 3200,
    aperture: 1.4,
    exposure: 0.5,
    focalLength: 24,
  },
  { cameraMake: null, cameraModel: null, lens: null, iso: null, aperture: null, exposure: null, focalLength: null },
)

const taken = pick<NewPhoto>(
  { takenLocal: '2023-08-10 14:03:00', takenOffset: 120 },
  { takenLocal: '2023-08-10 14:03:30.5', takenOffset: null },
  { takenLocal: '2022-12-31 23:59:59.999', takenOffset: 60 },
  { takenLocal: '2023-01-01 00:00:00', takenOffset: -720 },
  { takenLocal: '2019-02-28 08:00:00', takenOffset: 840 },
  { takenLocal: null, takenOffset: null, fileModifiedAt: new Date('2022-12-31T23:30:00Z') },
  { takenLocal: null, takenOffset: null, fileModifiedAt: new Date('2022-12-31T23:30:00Z'), edited: ['takenAt'] },
  { takenLocal: null, takenOffset: null },
)

const words = fc.record({
  title: pick('', 'O’Brien’s X-T30, f1.8', 'Sea', 'two words here', 'Segelboot', '東京 tour', 'Straße', 'A+B minus'),
  description: pick('', 'A blue boat on the sea', 'or else'),
  tags: pick<string[]>(
    [],
    ['sea'],
    ['Sea', 'blue boat'],
    ['海'],
    ['Places/Norway/Bergen', 'sea'],
    ['places/norway', 'Places/Oslo'],
  ),
  filename: pick('secret-name.jpg', 'IMG_0001.JPG', 'x100.png'),
})

/** Nearly the same picture, the same again with another detail, quite another one, and too flat to compare. */
const prints = pick<NewPhoto>(
  { hash: '0110'.repeat(32), detail: '0011'.repeat(128) },
  { hash: `1001${'0110'.repeat(31)}`, detail: '0011'.repeat(128) },
  { hash: '0110'.repeat(32), detail: '1100'.repeat(128) },
  { hash: '0011'.repeat(32), detail: '0101'.repeat(128) },
  { hash: null, detail: '0'.repeat(512) },
)

const rest = fc.record({
  bytes: pick(1000, 5_000_000, 12_345),
  width: pick(4000, 6000),
  mediaType: pick('image/jpeg', 'image/png', 'image/heic'),
  favourite: fc.boolean(),
  archived: pick(false, false, true),
  rating: pick<number | null>(null, -1, 0, 3, 5),
})

const fields = fc.tuple(place, camera, taken, words, rest, prints).map((parts): NewPhoto => Object.assign({}, ...parts))

const hiddenState = pick<NewPhoto>(
  { visibility: 'private', status: 'ready' },
  { visibility: 'private', status: 'failed' },
  { visibility: 'public', status: 'processing' },
  { visibility: 'public', status: 'failed' },
  { visibility: 'public', status: 'uploading' },
  { visibility: 'public', status: 'ready', deletedAt: new Date('2024-01-01T00:00:00Z') },
)

/** A photo that the world may see. */
export const publicPhoto = fields.map((photo): NewPhoto => ({ ...photo, visibility: 'public', status: 'ready' }))

/** A photo that only its owner may know of. */
export const hiddenPhoto = fc.tuple(fields, hiddenState).map(([photo, state]): NewPhoto => ({ ...photo, ...state }))

/** Any photo, in any state. */
export const anyPhoto = fc.oneof(publicPhoto, hiddenPhoto)

/** What of a photo only those may know who may see its place. */
export const hiddenFields = fc
  .tuple(place, pick({ filename: 'other.jpg' }, { filename: 'boat.png' }))
  .map(([where, name]) => ({ ...where, ...name }))
