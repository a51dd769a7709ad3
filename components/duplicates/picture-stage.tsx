'use client'
import { ArrowLeftRight } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { movedBy } from './compared-pair'
import { DuplicateImage } from './duplicate-image'

interface StageProps {
  left: Photo
  right: Photo
  mode: 'slider' | 'blink'
  zoom: number
  isSecond: boolean
  onFlip: () => void
  names: [string, string]
}

/** Both pictures over each other, as large as the place lets them be. */
export function PictureStage({ left, right, mode, zoom, isSecond, onFlip, names }: StageProps) {
  const [at, setAt] = useState(50)
  const [origin, setOrigin] = useState('50% 50%')
  const isSlider = mode === 'slider'
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100))
    const y = Math.min(100, Math.max(0, ((event.clientY - box.top) / box.height) * 100))
    const isDragged = event.buttons === 1
    if (isSlider && isDragged) setAt(Math.round(x))
    // Enlarged, the part under the pointer is shown; what is dragged is the border.
    else if (zoom > 1) setOrigin(`${x}% ${y}%`)
  }
  const style: CSSProperties = { transform: `scale(${zoom})`, transformOrigin: origin }
  const covers = isSlider
    ? { clipPath: `inset(0 0 0 ${at}%)` }
    : { visibility: isSecond ? ('visible' as const) : ('hidden' as const) }
  return (
    <div
      className="relative h-[min(62dvh,720px)] touch-pan-y overflow-hidden bg-sunken select-none max-sm:h-[46dvh]"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        if (!isSlider) onFlip()
        follow(event)
      }}
      onPointerMove={follow}
    >
      <div className="absolute inset-0 flex" style={style}>
        <DuplicateImage photo={left} large className="size-full" />
      </div>
      <div className="absolute inset-0 overflow-hidden bg-sunken" style={covers}>
        <div className="absolute inset-0 flex" style={style}>
          <DuplicateImage photo={right} large className="size-full" />
        </div>
      </div>
      {isSlider ? (
        <>
          <Name text={names[0]} side="left" />
          <Name text={names[1]} side="right" />
          <Border at={at} onMove={setAt} names={names} />
        </>
      ) : (
        <span aria-live="polite">
          <Name text={names[isSecond ? 1 : 0]} side="left" />
        </span>
      )}
    </div>
  )
}

interface BorderProps {
  at: number
  onMove: (at: number) => void
  names: [string, string]
}

function Border({ at, onMove, names }: BorderProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedBy(event.key, at)
    if (to === null) return
    event.preventDefault()
    onMove(Math.min(100, Math.max(0, to)))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Border between the two photos"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={at}
      aria-valuetext={`${names[0]} up to ${at} %, then ${names[1]}`}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 w-11 -translate-x-1/2 cursor-ew-resize"
      style={{ left: `${at}%` }}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white shadow-float outline-1 outline-black/40"
      />
      <span
        aria-hidden
        className="absolute top-1/2 left-1/2 flex size-9 -translate-1/2 items-center justify-center rounded-full bg-white text-black shadow-float"
      >
        <ArrowLeftRight size={18} strokeWidth={1.75} />
      </span>
    </div>
  )
}

function Name({ text, side }: { text: string; side: 'left' | 'right' }) {
  return (
    <span
      className={`pointer-events-none absolute top-2 ${side === 'left' ? 'left-2' : 'right-2'} rounded-control bg-black/60 px-2 py-1 text-small text-white`}
    >
      {text}
    </span>
  )
}
