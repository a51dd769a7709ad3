import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { countryNames } from './country-names'
import { townLayers, townNames } from './town-names'
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
  const [{ default: atlas }, towns] = await Promise.all([import('world-atlas/countries-50m.json'), townNames()])
  const world = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>
  const shapes = unwrapShapes(feature(world, world.objects.countries))
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: shapes },
      towns: { type: 'geojson', data: towns },
      names: { type: 'geojson', data: countryNames(shapes) },
      ...(tiles ? { tiles: { type: 'raster' as const, tiles: [tiles], tileSize: 256 } } : {}),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colours.land } },
      { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': colours.border, 'line-width': 0.8 } },
      ...(tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      // On tiles the names are there already.
      ...(tiles ? [] : [...townLayers(colours), countryLayer(colours)]),
    ],
  }
}

function countryLayer(colours: { land: string; label: string }): LayerSpecification {
  return {
    id: 'names',
    type: 'symbol',
    source: 'names',
    minzoom: 2,
    maxzoom: 6,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['Inter Variable'],
      'text-size': 11,
      'text-max-width': 8,
      'text-transform': 'uppercase',
      'text-letter-spacing': 0.08,
    },
    paint: { 'text-color': colours.label, 'text-halo-color': colours.land, 'text-halo-width': 1.2 },
  }
}
