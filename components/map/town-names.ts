import type { FeatureCollection, Point } from 'geojson'
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import * as z from 'zod'

/** Name, degrees east, degrees north, inhabitants. */
const Towns = z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]))

type Shapes = FeatureCollection<Point, { name: string; inhabitants: number }>

let loading: Promise<Shapes> | undefined

/** The larger towns, for their names on the map. A map without them is still a map: when they do not come, there are none. */
export function townNames(): Promise<Shapes> {
  loading ??= load().catch(() => {
    loading = undefined
    return { type: 'FeatureCollection', features: [] }
  })
  return loading
}

async function load(): Promise<Shapes> {
  const reply = await fetch('/vendor/towns.json')
  if (!reply.ok) throw new Error(`the towns answered ${reply.status}`)
  const towns = Towns.parse(await reply.json())
  return {
    type: 'FeatureCollection',
    features: towns.map(([name, longitude, latitude, inhabitants]) => ({
      type: 'Feature',
      properties: { name, inhabitants },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  }
}

/** From which zoom on towns of a size have their name on the map. */
const SIZES = [
  { zoom: 3.5, from: 3_000_000, below: 1e9 },
  { zoom: 4.5, from: 700_000, below: 3_000_000 },
  { zoom: 5.5, from: 200_000, below: 700_000 },
  { zoom: 6.5, from: 0, below: 200_000 },
]

/** The layers that draw and write them; the larger ones win where there is no room for all. */
export function townLayers(colours: { land: string; label: string }): LayerSpecification[] {
  return SIZES.flatMap(({ zoom, from, below }): LayerSpecification[] => {
    const common = { source: 'towns', minzoom: zoom, filter: sizeFilter(from, below) }
    return [
      {
        ...common,
        id: `dots-${from}`,
        type: 'circle',
        paint: { 'circle-radius': 1.5, 'circle-color': colours.label, 'circle-opacity': 0.7 },
      },
      {
        ...common,
        id: `towns-${from}`,
        type: 'symbol',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Inter Variable'],
          'text-size': from >= 700_000 ? 12 : 11,
          'text-max-width': 8,
          'text-anchor': 'top',
          'text-offset': [0, 0.3],
          'symbol-sort-key': ['-', 0, ['get', 'inhabitants']],
        },
        paint: { 'text-color': colours.label, 'text-halo-color': colours.land, 'text-halo-width': 1.2 },
      },
    ]
  })
}

function sizeFilter(from: number, below: number): FilterSpecification {
  return ['all', ['>=', ['get', 'inhabitants'], from], ['<', ['get', 'inhabitants'], below]]
}
