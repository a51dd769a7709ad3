'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useRouter } from 'next/navigation'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
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
      const opened = await openMap(() => (gone ? null : frame.current), { tiles, ...startOf(window.location.hash) })
      if (!opened) return
      map.current = opened
      markers.current = markersOf(opened, latest)
      await lookFirst(opened, latest.current)
      if (gone) return
      opened.on('moveend', () => {
        setView(viewOf(opened))
        keepPlace(opened)
      })
      setView(viewOf(opened))
    }
    open().catch(() => setBroken(true))
    const stopFollowing = followAddress(map)
    return () => {
      gone = true
      stopFollowing()
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

  useNewFilter(query, isPlaceholderData ? undefined : data, map)

  if (broken) return <NoMap />
  return (
    <div className={MAP_FRAME}>
      <div ref={frame} className="size-full" />
      {reply.error && <NotLoaded error={reply.error} onRetry={() => void reply.refetch()} />}
    </div>
  )
}

/** A new filter whose photos are somewhere else: goes there. Where some are in view, the view stays. */
function useNewFilter(query: string, data: MapReply | undefined, map: RefObject<MapLibreMap | null>): void {
  const shown = useRef(query)
  useEffect(() => {
    if (!data || shown.current === query) return
    shown.current = query
    const opened = map.current
    if (!opened) return
    if (data.count === 0) void showAll(opened, query).catch(() => undefined)
    else keepPlace(opened)
  }, [data, query, map])
}

function NoMap() {
  return (
    <p role="alert" className="pb-2 text-large text-muted">
      This browser cannot draw the map (it needs WebGL 2). The list of places below works all the same.
    </p>
  )
}

function NotLoaded({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <p role="alert" className="absolute inset-x-0 top-0 bg-raised p-3 text-danger">
      The photos on the map did not load. {errorSentence(error)}{' '}
      <button type="button" className="underline underline-offset-4" onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}

/** What the map acts by, as it is at each moment. */
type Latest = RefObject<{ query: string; box: string | null; router: ReturnType<typeof useRouter> }>

/** Where the address says that one looks; the world where it says nothing. */
function startOf(hash: string): { center: [number, number]; zoom: number } {
  const { longitude, latitude, zoom } = readPlace(hash) ?? { longitude: 10, latitude: 30, zoom: 1.4 }
  return { center: [longitude, latitude], zoom }
}

/** Clusters look nearer or, where one is a single place, lead to its photos; a photo leads to its page. */
function markersOf(map: MapLibreMap, latest: Latest) {
  return photoMarkers(map, {
    onPhoto: (id) => latest.current.router.push(`/photos/${id}`),
    onCluster: ({ bbox, geometry }) => {
      if (!bbox || map.getZoom() < NEAR) return lookNearer(map, geometry.coordinates, bbox)
      const search = new URLSearchParams(latest.current.query)
      search.set('bbox', bbox.join(','))
      latest.current.router.push(`/gallery?${search}`)
    },
  })
}

/** On a visit whose address names no place: shows the asked box, or all photos of the filter. */
async function lookFirst(map: MapLibreMap, { box, query }: { box: string | null; query: string }): Promise<void> {
  if (readPlace(window.location.hash)) return
  if (box) map.fitBounds(boxCorners(box), { animate: false })
  else await showAll(map, query).catch(() => undefined)
}

/** Goes where the address says when somebody changes it. @returns ends it */
function followAddress(map: RefObject<MapLibreMap | null>): () => void {
  const onHash = () => {
    const place = readPlace(window.location.hash)
    if (place) map.current?.jumpTo({ center: [place.longitude, place.latitude], zoom: place.zoom })
  }
  window.addEventListener('hashchange', onHash)
  return () => window.removeEventListener('hashchange', onHash)
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
