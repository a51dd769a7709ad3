'use client'
import { useEffect, useState } from 'react'
import { pageLists } from '../photo-lists/page-lists'
import { moveInAlbum } from './album-order'

/** CSS pixels a mouse moves before it drags, and how near to the window's edge the page scrolls along. */
const SLACK = 6
const EDGE = 60

interface Mark {
  left: number
  top: number
  height: number
}

/** Lets the mouse drag photos of an album to another place; the selection's menu does the same by touch and by keyboard. */
export function AlbumDrag({ albumId }: { albumId: string }) {
  const [mark, setMark] = useState<Mark | null>(null)
  useEffect(() => listenForDrags(albumId, setMark), [albumId])
  if (!mark) return null
  return (
    <div
      aria-hidden
      data-testid="drop-mark"
      className="pointer-events-none fixed z-40 w-1 -translate-x-1/2 rounded-full bg-accent"
      style={mark}
    />
  )
}

function listenForDrags(albumId: string, onMark: (mark: Mark | null) => void): () => void {
  let end: (() => void) | null = null

  const onPointerDown = (down: PointerEvent) => {
    const tile = tileAt(down.target)
    if (!tile || down.pointerType !== 'mouse' || down.button !== 0 || end) return
    const id = tile.dataset.photo ?? ''
    let before: string | null | undefined
    let dragging = false
    const onMove = (move: PointerEvent) => {
      if (!dragging && Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) < SLACK) return
      dragging = true
      document.body.style.cursor = 'grabbing'
      const speed = move.clientY < EDGE ? -20 : move.clientY > window.innerHeight - EDGE ? 20 : 0
      if (speed !== 0) window.scrollBy(0, speed)
      const place = placeUnder(move, albumId)
      before = place?.before
      onMark(place?.mark ?? null)
    }
    const onUp = () => {
      end?.()
      if (!dragging) return
      swallowClick()
      if (before !== undefined && before !== id) void moveInAlbum(albumId, new Set([id]), before)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !dragging) return
      event.preventDefault()
      event.stopPropagation()
      swallowClick()
      end?.()
    }
    const cancel = () => end?.()
    end = () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', onKey, true)
      document.body.style.cursor = ''
      onMark(null)
      end = null
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', onKey, true)
  }

  document.addEventListener('pointerdown', onPointerDown)
  return () => {
    end?.()
    document.removeEventListener('pointerdown', onPointerDown)
  }
}

function tileAt(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element) || target.closest('[data-tick]')) return null
  return target.closest<HTMLElement>('.photo-grid [data-photo]')
}

/** Where a photo let go here would go: before the tile under the pointer, or after it on the tile's right half. */
function placeUnder({ clientX, clientY }: PointerEvent, albumId: string): { before: string | null; mark: Mark } | null {
  const under = document.elementsFromPoint(clientX, clientY).map(tileAt).find(Boolean)
  if (!under) return null
  const { left, right, top, height } = under.getBoundingClientRect()
  const after = clientX > (left + right) / 2
  const mark = { left: after ? right + 2 : left - 2, top, height }
  if (!after) return { before: under.dataset.photo ?? null, mark }
  const { photos, next } = pageLists.get(`albums/${albumId}`)
  const following = photos[photos.findIndex(({ id }) => id === under.dataset.photo) + 1]
  // Behind the last photo that is loaded is not the end of the album while there are more.
  return following || next === null ? { before: following?.id ?? null, mark } : null
}

/** The button let go over a tile would open it. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}
