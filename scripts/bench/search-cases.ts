import type pg from 'pg'

export type Kind = 'page' | 'deep page' | 'count' | 'facets' | 'tag facets' | 'timeline' | 'map' | 'suggest'

export interface Case {
  kind: Kind
  name: string
  /** Who asks: one of the larger owners, or nobody. */
  actor: 'owner' | 'anonymous'
  /** URL queries that are asked in turn. */
  queries: string[]
}

/** Milliseconds at the 95th percentile that docs/targets.md asks for. */
export const GOALS: Record<Kind, number | null> = {
  page: 15,
  'deep page': 15,
  count: null,
  facets: 50,
  'tag facets': 50,
  timeline: 50,
  map: 50,
  suggest: 50,
}

/** What the form offers beside a list. Tags and ratings are asked for apart: no group knows them. */
const FACETS = 'facets=town,country,camera,lens,type,year'
const TAGS = 'facets=tag,rating,favourite'

/** Values as people would choose them: the most frequent, some in the middle, a rare one. */
async function values(client: pg.Client, userId: string, expression: string): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(
    `select ${expression} as value from photos where owner_id = $1 and deleted_at is null and ${expression} is not null
     group by 1 order by count(*) desc, 1`,
    [userId],
  )
  const at = (part: number) => rows[Math.floor((rows.length - 1) * part)]?.value ?? ''
  return [...new Set([0, 0.02, 0.1, 0.4, 0.9].map(at))]
}

/** The questions of the form, alone and in typical pairs, for one's own library, for all one may see and for a visitor. */
export async function searchCases(client: pg.Client, userId: string): Promise<Case[]> {
  const of = (expression: string) => values(client, userId, expression)
  const towns = await of('town')
  const countries = await of('country')
  const cameras = await of('camera_model')
  const lenses = await of('lens')
  const tags = await of('(tags)[1]')
  const words = await of("split_part(nullif(title, ''), ' ', 1)")
  const param = (key: string, list: string[]) => list.map((value) => `${key}=${encodeURIComponent(value)}`)
  const pairs = (a: string[], b: string[]) => a.map((value, index) => `${value}&${b[index % b.length]}`)
  const place = param('town', towns)
  const dates = [
    'after=2015&before=2015',
    'after=2019-08&before=2019-08',
    'after=01.08.2023&before=15.08.2023',
    'before=1999',
    'after=2025',
  ]
  const camera = param('camera', cameras)
  const filters: [string, string[]][] = [
    ['nothing', ['']],
    ['town', place],
    ['country', param('country', countries)],
    ['dates', dates],
    ['camera', camera],
    ['lens', param('lens', lenses)],
    ['tag', param('tag', tags)],
    ['type', ['type=jpeg', 'type=heic', 'type=tiff']],
    ['rating', ['rating=4-', 'rating=5', 'rating=1']],
    ['favourite', ['favourite=true']],
    ['iso', ['iso=100-400', 'iso=12800-']],
    ['bytes', ['bytes=12MB-', 'bytes=-600kB']],
    ['word, common', param('q', words.slice(0, 2))],
    ['word, rare', param('q', words.slice(3))],
    ['near', ['near=19.07,72.88,10', 'near=52.5,13.4,20', 'near=-33.87,151.2,5']],
    ['bbox', ['bbox=-10,35,30,60', 'bbox=13,52,14,53', 'bbox=170,-50,-150,20']],
    ['town + dates', pairs(place, dates)],
    ['town + camera', pairs(place, camera)],
    ['country + tag', pairs(param('country', countries), param('tag', tags))],
    ['camera + dates', pairs(camera, dates)],
    ['tag + rating', pairs(param('tag', tags), ['rating=4-'])],
    ['word + dates', pairs(param('q', words), dates)],
    ['a or b', [`q=town:${JSON.stringify(towns[1])} or tag:${tags[2]}`]],
    ['not', [`q=-camera:${JSON.stringify(cameras[0])} -town:${JSON.stringify(towns[0])}`]],
  ].map(([name, list]) => [name as string, list as string[]])
  const join = (...parts: string[]) => parts.filter(Boolean).join('&')
  const cases: Case[] = []
  for (const [name, list] of filters) {
    const own = list.map((query) => join('owner=me', query))
    cases.push({ kind: 'page', name: `own: ${name}`, actor: 'owner', queries: own })
    cases.push({ kind: 'page', name: `all: ${name}`, actor: 'owner', queries: list })
    cases.push({
      kind: 'facets',
      name: `own: ${name}`,
      actor: 'owner',
      queries: own.map((query) => join(query, FACETS)),
    })
    cases.push({
      kind: 'facets',
      name: `all: ${name}`,
      actor: 'owner',
      queries: list.map((query) => join(query, FACETS)),
    })
    cases.push({
      kind: 'tag facets',
      name: `own: ${name}`,
      actor: 'owner',
      queries: own.map((query) => join(query, TAGS)),
    })
    cases.push({
      kind: 'tag facets',
      name: `all: ${name}`,
      actor: 'owner',
      queries: list.map((query) => join(query, TAGS)),
    })
    cases.push({ kind: 'timeline', name: `own: ${name}`, actor: 'owner', queries: own })
    cases.push({ kind: 'timeline', name: `all: ${name}`, actor: 'owner', queries: list })
    cases.push({ kind: 'count', name: `all: ${name}`, actor: 'owner', queries: list })
  }
  for (const sort of ['added', 'title', 'bytes', 'rating']) {
    cases.push({
      kind: 'page',
      name: `own: sort=${sort}`,
      actor: 'owner',
      queries: [`owner=me&sort=${sort}`, `owner=me&sort=${sort}&order=asc`],
    })
    cases.push({
      kind: 'page',
      name: `all: sort=${sort}`,
      actor: 'owner',
      queries: [`sort=${sort}`, `sort=${sort}&order=asc`],
    })
    cases.push({ kind: 'deep page', name: `all: sort=${sort}`, actor: 'owner', queries: [`sort=${sort}`] })
  }
  cases.push({ kind: 'page', name: 'visitor: nothing', actor: 'anonymous', queries: [''] })
  cases.push({
    kind: 'page',
    name: 'visitor: a person',
    actor: 'anonymous',
    queries: ['owner=owner-20', 'owner=owner-2'],
  })
  cases.push({ kind: 'facets', name: 'visitor: nothing', actor: 'anonymous', queries: [FACETS] })
  cases.push({ kind: 'timeline', name: 'visitor: nothing', actor: 'anonymous', queries: [''] })
  cases.push({ kind: 'deep page', name: 'own: nothing', actor: 'owner', queries: ['owner=me'] })
  cases.push({ kind: 'deep page', name: 'all: nothing', actor: 'owner', queries: [''] })
  cases.push({ kind: 'deep page', name: 'all: type', actor: 'owner', queries: ['type=jpeg'] })
  for (const [zoom, boxes] of [
    [2, ['-180,-80,180,80']],
    [6, ['-10,35,30,60', '70,5,100,30']],
    [11, ['72.5,18.8,73.2,19.4', '13,52.3,13.8,52.7']],
  ] as const) {
    const view = boxes.map((box) => `bbox=${box}&zoom=${zoom}`)
    cases.push({
      kind: 'map',
      name: `own, zoom ${zoom}`,
      actor: 'owner',
      queries: view.map((query) => join('owner=me', query)),
    })
    cases.push({ kind: 'map', name: `all, zoom ${zoom}`, actor: 'owner', queries: view })
    cases.push({ kind: 'map', name: `visitor, zoom ${zoom}`, actor: 'anonymous', queries: view })
    cases.push({
      kind: 'map',
      name: `all, zoom ${zoom}, camera`,
      actor: 'owner',
      queries: view.map((query) => join(query, camera[0] ?? '')),
    })
  }
  cases.push({
    kind: 'suggest',
    name: 'nothing before',
    actor: 'owner',
    queries: ['q=town:b', 'q=mu', 'q=camera:', 'q=tag:a'],
  })
  cases.push({
    kind: 'suggest',
    name: 'after a town',
    actor: 'owner',
    queries: [`q=${encodeURIComponent(`town:${JSON.stringify(towns[1])} camera:`)}`],
  })
  return cases
}
