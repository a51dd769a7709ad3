import { Map as MapLibreMap, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { baseStyle } from './base-style'
import { isDark, watchTheme } from './map-colours'

interface OpenMapOptions {
  /** Address of raster tiles; null for none. */
  tiles: string | null
  center: [longitude: number, latitude: number]
  zoom: number
  /** False for a picture of a place that takes no part in anything. */
  interactive?: boolean
}

/**
 * A MapLibre map on the packaged shapes, in the colours of the theme, now and when it changes.
 * @returns null when the frame is gone meanwhile
 * @throws where the browser has no WebGL
 */
export async function openMap(
  frame: () => HTMLElement | null,
  { tiles, center, zoom, interactive = true }: OpenMapOptions,
): Promise<MapLibreMap | null> {
  const style = await baseStyle({ dark: isDark(), tiles })
  const container = frame()
  if (!container) return null
  setWorkerUrl(new URL('/vendor/maplibre/maplibre-gl-worker.mjs', window.location.href).href)
  const map = new MapLibreMap({
    container,
    style,
    center,
    zoom,
    // The whole world on a phone.
    minZoom: -1,
    maxZoom: 18,
    interactive,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
  })
  container.ariaBusy = 'true'
  for (const begun of ['dataloading', 'movestart'] as const) map.on(begun, () => (container.ariaBusy = 'true'))
  map.on('idle', () => (container.ariaBusy = 'false'))
  map.touchZoomRotate.disableRotation()
  if (interactive) map.addControl(new NavigationControl({ showCompass: false }))
  const stop = watchTheme((dark) => void baseStyle({ dark, tiles }).then((next) => map.setStyle(next)))
  map.once('remove', stop)
  return map
}
