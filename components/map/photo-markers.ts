import { type Map as MapLibreMap, Marker } from 'maplibre-gl'
import { countPhotos } from '@/lib/media/plural'
import type { MapReply } from '@/lib/search/language/contract'

type Feature = MapReply['features'][number]

/** Markers at a time: the largest clusters first, more would only cover each other. */
const MOST = 250

interface MarkerActions {
  /** A single photo was chosen. */
  onPhoto: (id: string) => void
  /** A cluster was chosen: show what is in it. */
  onCluster: (feature: Feature) => void
}

/** Keeps a map's markers as the API's clusters: single photos as thumbnails with links, clusters as buttons with their count. */
export function photoMarkers(map: MapLibreMap, actions: MarkerActions) {
  let shown = new Map<string, Marker>()
  return {
    show(features: Feature[]) {
      const next = new Map<string, Marker>()
      for (const feature of features.slice(0, MOST)) {
        const key = JSON.stringify([feature.geometry.coordinates, feature.properties.count, feature.properties.photoId])
        const marker = shown.get(key) ?? newMarker(feature, actions).setLngLat(feature.geometry.coordinates).addTo(map)
        shown.delete(key)
        next.set(key, marker)
      }
      for (const marker of shown.values()) marker.remove()
      shown = next
    },
  }
}

function newMarker(feature: Feature, { onPhoto, onCluster }: MarkerActions): Marker {
  const { photoId, thumb, count } = feature.properties
  return new Marker({
    element: photoId ? photoElement(photoId, thumb, onPhoto) : clusterElement(count, () => onCluster(feature)),
  })
}

function photoElement(photoId: string, thumb: string | null, choose: (id: string) => void): HTMLElement {
  const link = document.createElement('a')
  link.href = `/photos/${photoId}`
  link.className = 'map-photo'
  link.setAttribute('aria-label', 'Photo taken here')
  link.addEventListener('click', (event) => {
    event.stopPropagation()
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    choose(photoId)
  })
  if (thumb) link.style.backgroundImage = `url("${thumb}")`
  return link
}

function clusterElement(count: number, choose: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'map-cluster'
  button.style.setProperty('--size', `${Math.round(28 + Math.min(28, Math.log10(count) * 10))}px`)
  button.textContent = shortCount(count)
  button.setAttribute('aria-label', `${countPhotos(count)} here: look nearer`)
  button.addEventListener('click', (event) => {
    event.stopPropagation()
    choose()
  })
  return button
}

/** `999`, `1.2k`, `45k`, `2.1M`: what fits into a marker. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count)
  const [value, unit] = count < 999_500 ? [count / 1000, 'k'] : [count / 1_000_000, 'M']
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)}${unit}`
}
