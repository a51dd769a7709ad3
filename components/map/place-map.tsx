'use client'
import { type Map as MapLibreMap, Marker } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { openMap } from './open-map'

/** Degrees. */
export interface Place {
  latitude: number
  longitude: number
}

interface PlaceMapProps {
  place: Place | null
  /** Lets a click, a drag of the pin or Enter (the middle) choose the place. */
  onPick?: (place: Place) => void
  /** Said instead where the browser has no WebGL. */
  without?: string
}

/** Milliseconds a map must be in sight before it is made: whoever only passes through photos does not pay for it. */
const REST = 250
/** Keys that move the map. They must not move the photos under it. */
const MAP_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '=', 'Enter']

/** A small map of one place. Load it lazily: MapLibre is large. */
export function PlaceMap({ place, onPick, without }: PlaceMapProps) {
  const frame = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibreMap | null>(null)
  const pin = useRef<Marker | null>(null)
  const [broken, setBroken] = useState(false)
  const latest = useRef({ place, onPick })
  latest.current = { place, onPick }
  const picks = onPick !== undefined

  const [showPin] = useState(() => () => {
    if (map.current)
      pin.current = placePin(map.current, pin.current, latest.current, (at) => latest.current.onPick?.(at))
  })
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let gone = false
    const open = async () => {
      const opened = await openPlace(() => (gone ? null : frame.current), latest.current.place, picks)
      if (!opened) return
      map.current = opened
      letPick(opened, (at) => latest.current.onPick?.(at))
      showPin()
    }
    const stopWatching = onceSeen(element, () => void open().catch(() => setBroken(true)))
    const onKey = (event: KeyboardEvent) => {
      if (MAP_KEYS.includes(event.key)) event.stopPropagation()
    }
    element.addEventListener('keydown', onKey)
    return () => {
      gone = true
      stopWatching()
      element.removeEventListener('keydown', onKey)
      map.current?.remove()
      map.current = null
      pin.current = null
    }
  }, [picks, showPin])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pin follows the place
  useEffect(showPin, [place?.latitude, place?.longitude])

  if (broken) return without ? <p className="text-small text-muted">{without}</p> : null
  return <div ref={frame} className="h-44 w-full overflow-hidden rounded-control bg-sunken" data-place-map />
}

/** Opens a map at a place, or at the world. */
async function openPlace(frame: () => HTMLElement | null, place: Place | null, interactive: boolean) {
  const tiles = document.getElementById('app-frame')?.dataset.mapTiles ?? null
  const center: [number, number] = place ? [place.longitude, place.latitude] : [10, 30]
  const map = await openMap(frame, { tiles, center, zoom: place ? 5 : 0.5, interactive })
  // The panel scrolls under it, and a click says where, so the wheel and a double click must not zoom.
  map?.scrollZoom.disable()
  map?.doubleClickZoom.disable()
  return map
}

/** A click chooses a place; Enter the middle of the map. */
function letPick(map: MapLibreMap, onPick: (place: Place) => void): void {
  const pick = ({ lng, lat }: { lng: number; lat: number }) => onPick(rounded(lat, lng))
  map.on('click', ({ lngLat }) => pick(lngLat.wrap()))
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key === 'Enter') pick(map.getCenter().wrap())
  })
}

/** Puts the pin at the place, in sight; takes it away where there is no place. @returns the pin on the map */
function placePin(
  map: MapLibreMap,
  old: Marker | null,
  { place, onPick }: Pick<PlaceMapProps, 'place' | 'onPick'>,
  onDragged: (place: Place) => void,
): Marker | null {
  if (!place) {
    old?.remove()
    return null
  }
  const at: [number, number] = [place.longitude, place.latitude]
  const pin = old ?? newPin(at, onPick !== undefined, onDragged)
  if (!old) pin.addTo(map)
  pin.setLngLat(at)
  if (!map.getBounds().contains(at)) map.jumpTo({ center: at, zoom: Math.max(5, map.getZoom()) })
  return pin
}

function newPin(at: [number, number], draggable: boolean, onDragged: (place: Place) => void): Marker {
  const element = document.createElement('div')
  element.className = 'map-pin'
  const pin = new Marker({ element, draggable }).setLngLat(at)
  pin.on('dragend', () => {
    const { lng, lat } = pin.getLngLat().wrap()
    onDragged(rounded(lat, lng))
  })
  return pin
}

/** Runs something once an element has been in sight for a moment. @returns ends the waiting */
function onceSeen(element: HTMLElement, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const seen = new IntersectionObserver((entries) => {
    clearTimeout(timer)
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    timer = setTimeout(() => {
      seen.disconnect()
      run()
    }, REST)
  })
  seen.observe(element)
  return () => {
    clearTimeout(timer)
    seen.disconnect()
  }
}

/** To about ten centimetres. */
function rounded(latitude: number, longitude: number): Place {
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  return { latitude: round(latitude), longitude: round(longitude) }
}
