'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { api, errorSentence } from '@/lib/http/client'
import { MapReply } from '@/lib/search/language/contract'
import { boxAround, boxCorners, boxParameter, printPlace, readPlace } from './map-box'
import { MAP_FRAME } from './map-frame'
import { openMap } from './open-map'
import { photoMarkers } from './photo-markers'

interface PhotoMapProps {
  /** The filter as URL parameters, without `bbox`. */
  query: string
  /** What to show first, as `bbox`; what the filter finds when null. */
  box: string | null
  tiles: string | null
  onView: (bbox: string, count: number) => void
}

interface View {
  bbox: string
  zoom: number
}

/** At this zoom a cluster is one place: its photos are shown in the gallery instead of nearer. */
const NEAR = 15
/** How finely all photos are asked for when the view is to hold them: by clusters of about a degree, their middles say where its edges are. */
const ALL_ZOOM = 6

const fetchMap = (query: string, view: View | null, signal?: AbortSignal) => {
  const search = new URLSearchParams(query)
  if (view) search.set('bbox', view.bbox)
  search.set('zoom', String(Math.round(view?.zoom ?? ALL_ZOOM)))
  return api(MapReply, 'GET', `/map?${search}`, undefined, { signal })
}

/** The photos of a filter on a map, in clusters that the server counts. Load it lazily: MapLibre is large. */
export function PhotoMap({ query, box, tiles, onView }: PhotoMapProps) {
  const router = useRouter()
  const frame = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibreMap | null>(null)
  const markers = useRef<ReturnType<typeof photoMarkers> | null>(null)
  const [view, setView] = useState<View | null>(null)
  const [broken, setBroken] = useState(false)
  const latest = useRef({ query, box, router })
  latest.current = { query, box, router }
  const reply = useQuery({
    queryKey: ['map', query, view],
    queryFn: ({ signal }) => fetchMap(query, view, signal),
    enabled: view !== null,
    placeholderData: keepPreviousData,
  })

  useEffect(() => {
    let gone = false
    const open = async () => {
      const { longitude, latitude, zoom } = readPlace(window.location.hash) ?? {
        longitude: 10,
        latitude: 30,
        zoom: 1.4,
      }
      const start = { tiles, center: [longitude, latitude] as [number, number], zoom }
      const opened = await openMap(() => (gone ? null : frame.current), start)
      if (!opened) return
      map.current = opened
      markers.current = photoMarkers(opened, {
        onPhoto: (id) => latest.current.router.push(`/photos/${id}`),
        onCluster: ({ bbox, geometry }) => {
          if (!bbox || opened.getZoom() < NEAR) return lookNearer(opened, geometry.coordinates, bbox)
          const search = new URLSearchParams(latest.current.query)
          search.set('bbox', bbox.join(','))
          latest.current.router.push(`/gallery?${search}`)
        },
      })
      if (!readPlace(window.location.hash)) {
        if (latest.current.box) opened.fitBounds(boxCorners(latest.current.box), { animate: false })
        else await showAll(opened, latest.current.query).catch(() => undefined)
      }
      if (gone) return
      opened.on('moveend', () => {
        setView(viewOf(opened))
        keepPlace(opened)
      })
      setView(viewOf(opened))
    }
    open().catch(() => setBroken(true))
    const onHash = () => {
      const place = readPlace(window.location.hash)
      if (place) map.current?.jumpTo({ center: [place.longitude, place.latitude], zoom: place.zoom })
    }
    window.addEventListener('hashchange', onHash)
    return () => {
      gone = true
      window.removeEventListener('hashchange', onHash)
      map.current?.remove()
      map.current = null
      markers.current = null
    }
  }, [tiles])

  const { data, isPlaceholderData } = reply
  useEffect(() => {
    if (!data || !view) return
    markers.current?.show(data.features)
    if (!isPlaceholderData) onView(view.bbox, data.count)
  }, [data, isPlaceholderData, view, onView])

  // A new filter whose photos are somewhere else: go there. Where some are in view, the view stays.
  const shown = useRef(query)
  useEffect(() => {
    if (!data || isPlaceholderData || shown.current === query) return
    shown.current = query
    const opened = map.current
    if (!opened) return
    if (data.count === 0) void showAll(opened, query).catch(() => undefined)
    else keepPlace(opened)
  }, [data, isPlaceholderData, query])

  if (broken) {
    return (
      <p role="alert" className="pb-2 text-large text-muted">
        This browser cannot draw the map (it needs WebGL 2). The list of places below works all the same.
      </p>
    )
  }
  return (
    <div className={MAP_FRAME}>
      <div ref={frame} className="size-full" />
      {reply.error && (
        <p role="alert" className="absolute inset-x-0 top-0 bg-raised p-3 text-danger">
          The photos on the map did not load. {errorSentence(reply.error)}{' '}
          <button type="button" className="underline underline-offset-4" onClick={() => void reply.refetch()}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}

/** Shows what is in a cluster; always a good step nearer, also where its cell fills the view already. */
function lookNearer(map: MapLibreMap, at: [number, number], box?: readonly number[]): void {
  const whole = box && map.cameraForBounds(boxCorners(box.join(',')), { padding: 60 })
  const zoom = Math.max(whole?.zoom ?? 0, map.getZoom() + 1.5)
  map.easeTo({ center: whole && zoom === whole.zoom ? (whole.center ?? at) : at, zoom })
}

/** Brings all photos of a filter into view, if there are any. */
async function showAll(map: MapLibreMap, query: string): Promise<void> {
  const { features } = await fetchMap(query, null)
  const corners = boxAround(features.map(({ geometry }) => geometry.coordinates))
  if (corners) map.fitBounds(corners, { padding: 48, maxZoom: 9, animate: false })
}

function viewOf(map: MapLibreMap): View {
  const bounds = map.getBounds()
  const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
  return { bbox: boxParameter(box), zoom: Math.max(0, Math.min(22, map.getZoom())) }
}

/** Keeps in the address where one looks, for Back and for bookmarks. */
function keepPlace(map: MapLibreMap): void {
  const { lat, lng } = map.getCenter()
  window.history.replaceState(null, '', printPlace({ zoom: map.getZoom(), latitude: lat, longitude: lng }))
}
