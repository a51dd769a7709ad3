'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AttributionControl, Map as MapLibreMap, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { api, errorSentence } from '@/lib/http/client'
import { MapReply } from '@/lib/search/contract'
import 'maplibre-gl/dist/maplibre-gl.css'
import { baseStyle } from './base-style'
import { boxParameter } from './map-box'
import { photoMarkers } from './photo-markers'

interface PhotoMapProps {
  /** The filter as URL parameters, without `bbox`. */
  query: string
  tiles: string | null
  onView: (bbox: string, count: number) => void
}

interface View {
  bbox: string
  zoom: number
}

const fetchMap = (query: string, { bbox, zoom }: View, signal: AbortSignal) => {
  const search = new URLSearchParams(query)
  search.set('bbox', bbox)
  search.set('zoom', String(Math.round(zoom)))
  return api(MapReply, 'GET', `/map?${search}`, undefined, { signal })
}

/** The photos of a filter on a map, in clusters that the server counts. Load it lazily: MapLibre is large. */
export function PhotoMap({ query, tiles, onView }: PhotoMapProps) {
  const frame = useRef<HTMLDivElement>(null)
  const markers = useRef<ReturnType<typeof photoMarkers> | null>(null)
  const [view, setView] = useState<View | null>(null)
  const [broken, setBroken] = useState(false)
  const reply = useQuery({
    queryKey: ['map', query, view],
    queryFn: ({ signal }) => fetchMap(query, view as View, signal),
    enabled: view !== null,
    placeholderData: keepPreviousData,
  })

  useEffect(() => {
    let map: MapLibreMap | null = null
    let gone = false
    const open = async () => {
      const dark = matchesDark()
      const style = await baseStyle({ dark, tiles })
      if (gone || !frame.current) return
      setWorkerUrl(new URL('/vendor/maplibre/maplibre-gl-worker.mjs', window.location.href).href)
      const opened = new MapLibreMap({
        container: frame.current,
        style,
        center: [10, 30],
        zoom: 1.4,
        attributionControl: false,
      })
      map = opened
      opened.addControl(new AttributionControl({ customAttribution: 'Places © GeoNames CC BY 4.0' }))
      opened.addControl(new NavigationControl({ showCompass: false }))
      markers.current = photoMarkers(opened, {
        onCluster: ({ bbox, geometry }) => {
          if (bbox)
            opened.fitBounds([bbox.slice(0, 2), bbox.slice(2)] as [[number, number], [number, number]], { padding: 60 })
          else opened.easeTo({ center: geometry.coordinates, zoom: opened.getZoom() + 2 })
        },
      })
      opened.on('moveend', () => setView(viewOf(opened)))
      setView(viewOf(opened))
    }
    open().catch(() => setBroken(true))
    return () => {
      gone = true
      map?.remove()
      markers.current = null
    }
  }, [tiles])

  const { data } = reply
  useEffect(() => {
    if (!data || !view) return
    markers.current?.show(data.features)
    onView(view.bbox, data.count)
  }, [data, view, onView])

  if (broken) {
    return (
      <p role="alert" className="p-6 text-large text-muted">
        This browser cannot draw the map (it needs WebGL). The list of places beside it works all the same.
      </p>
    )
  }
  return (
    <div className="relative size-full">
      <div ref={frame} className="size-full" />
      {reply.error && (
        <p role="alert" className="absolute inset-x-0 top-0 bg-raised p-3 text-danger">
          The photos on the map did not load. {errorSentence(reply.error)}
        </p>
      )}
    </div>
  )
}

function viewOf(map: MapLibreMap): View {
  const bounds = map.getBounds()
  const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
  return { bbox: boxParameter(box), zoom: Math.max(0, Math.min(22, map.getZoom())) }
}

/** The theme in force: the person's choice, else the system's. */
function matchesDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches
}
