import type { StyleSpecification } from 'maplibre-gl'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { unwrapShapes } from './unwrap'

interface BaseMap {
  dark: boolean
  /** Address of raster tiles with {z}/{x}/{y}, drawn over the shapes; null for none. */
  tiles: string | null
}

const PAPER = { water: '#e9edf0', land: '#fbfaf7', border: '#c9c5bb', label: '#65625c' }
const NIGHT = { water: '#17191c', land: '#26272a', border: '#3d3e42', label: '#a5a29b' }

/** A basemap from packaged country shapes (Natural Earth): nothing is asked of anybody else unless tiles are set. */
export async function baseStyle({ dark, tiles }: BaseMap): Promise<StyleSpecification> {
  const colours = dark ? NIGHT : PAPER
  const world = (await import('world-atlas/countries-50m.json')).default as unknown as Topology<{
    countries: GeometryCollection<{ name: string }>
  }>
  return {
    version: 8,
    sources: {
      countries: {
        type: 'geojson',
        data: unwrapShapes(feature(world, world.objects.countries)),
        attribution: 'Natural Earth',
      },
      ...(tiles ? { tiles: { type: 'raster' as const, tiles: [tiles], tileSize: 256 } } : {}),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colours.land } },
      { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': colours.border, 'line-width': 0.8 } },
      ...(tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      {
        id: 'names',
        type: 'symbol',
        source: 'countries',
        minzoom: 2.2,
        maxzoom: 7,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Inter Variable'],
          'text-size': 12,
          'text-max-width': 8,
        },
        paint: { 'text-color': colours.label, 'text-halo-color': colours.land, 'text-halo-width': 1.2 },
      },
    ],
  }
}
