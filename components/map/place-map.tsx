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
    const { place: at, onPick: pick } = latest.current
    if (!map.current) return
    if (!at) {
      pin.current?.remove()
      pin.current = null
      return
    }
    if (!pin.current) {
      const element = document.createElement('div')
      element.className = 'map-pin'
      pin.current = new Marker({ element, draggable: pick !== undefined }).setLngLat([at.longitude, at.latitude])
      pin.current.on('dragend', () => {
        const { lng, lat } = (pin.current as Marker).getLngLat().wrap()
        latest.current.onPick?.(rounded(lat, lng))
      })
      pin.current.addTo(map.current)
    }
    pin.current.setLngLat([at.longitude, at.latitude])
    if (!map.current.getBounds().contains([at.longitude, at.latitude]))
      map.current.jumpTo({ center: [at.longitude, at.latitude], zoom: Math.max(5, map.current.getZoom()) })
  })

  useEffect(() => {
    const element = frame.current
    if (!element) return
    let gone = false
    const open = async () => {
      const at = latest.current.place
      const tiles = document.getElementById('app-frame')?.dataset.mapTiles ?? null
      const opened = await openMap(() => (gone ? null : frame.current), {
        tiles,
        center: at ? [at.longitude, at.latitude] : [10, 30],
        zoom: at ? 5 : 0.5,
        interactive: picks,
      })
      if (!opened) return
      map.current = opened
      // The panel scrolls under it, and a click says where, so the wheel and a double click must not zoom.
      opened.scrollZoom.disable()
      opened.doubleClickZoom.disable()
      const pick = ({ lng, lat }: { lng: number; lat: number }) => latest.current.onPick?.(rounded(lat, lng))
      opened.on('click', ({ lngLat }) => pick(lngLat.wrap()))
      opened.getCanvas().addEventListener('keydown', (event) => {
        if (event.key === 'Enter') pick(opened.getCenter().wrap())
      })
      showPin()
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const seen = new IntersectionObserver((entries) => {
      clearTimeout(timer)
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      timer = setTimeout(() => {
        seen.disconnect()
        open().catch(() => setBroken(true))
      }, REST)
    })
    seen.observe(element)
    const onKey = (event: KeyboardEvent) => {
      if (MAP_KEYS.includes(event.key)) event.stopPropagation()
    }
    element.addEventListener('keydown', onKey)
    return () => {
      gone = true
      clearTimeout(timer)
      seen.disconnect()
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

/** To about ten centimetres. */
function rounded(latitude: number, longitude: number): Place {
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  return { latitude: round(latitude), longitude: round(longitude) }
}
