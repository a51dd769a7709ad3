import type { Json } from './openapi-schema'

/** An id as all of ours are. */
export const EXAMPLE_ID = '019aa0c2-5d21-7d5e-8f0a-6c1f2e3d4b5a'

/** What nothing in a parameter's schema tells, by its name. */
const BY_NAME: Record<string, unknown> = {
  'Idempotency-Key': 'holiday-2026-07-01',
  'Albumen-Event': 'photo.ready',
  'Albumen-Delivery': EXAMPLE_ID,
  'Albumen-Signature': `t=1782907200,v1=${'0123456789abcdef'.repeat(4)}`,
  after: '2026-07-01',
  album: EXAMPLE_ID,
  aperture: '1.8-4',
  bbox: '5.9,45.8,10.5,47.8',
  before: '2026-07-31',
  bytes: '5mb-',
  camera: 'Canon EOS R6',
  country: 'CH',
  cursor: 'the-next-of-the-page-before',
  exposure: '1/250',
  facets: 'camera,tag',
  favourite: 'true',
  focal: '24-70',
  folder: '2026/summer/',
  guessed: 'false',
  hasDate: 'true',
  hasLocation: 'true',
  height: '1080-',
  id: '4711',
  iso: '100-400',
  lens: 'RF 24-105mm',
  near: '47.37,8.54,25',
  owner: 'ada',
  person: 'ada',
  prefix: '2026/',
  q: 'beach -rain',
  rating: '4-5',
  region: 'Ticino',
  similar: `${EXAMPLE_ID},edited`,
  source: EXAMPLE_ID,
  status: 'ready',
  tag: ['sea'],
  token: 'h3kZ0aVbR8tQmN5yXw2LpC',
  town: 'Locarno',
  trash: 'false',
  type: 'jpeg',
  username: 'ada',
  v: '1',
  visibility: 'private',
  width: '1920-',
}

/**
 * A value that a parameter takes.
 * @throws Error where neither its schema nor the list above tells one
 */
export function exampleOf(name: string, schema: Json): unknown {
  if (schema.format === 'uuid') return EXAMPLE_ID
  const told = schema.const ?? schema.default
  if (told !== undefined && told !== '') return told
  const choice = schema.enum as unknown[] | undefined
  const known = BY_NAME[name]
  if (choice) return choice.includes(known) ? known : choice[0]
  if (known === undefined) throw new Error(`no example for ${name}; say one in lib/http/openapi-examples.ts`)
  return known
}
