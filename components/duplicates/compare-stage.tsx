'use client'
import { ArrowLeftRight, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DuplicateGroup } from '@/lib/duplicates/contract'
import { useShortcuts } from '../keys/shortcuts'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Select } from '../ui/select'
import { nameIn, pairOf, photosOf } from './compared-pair'
import { relationWords } from './duplicate-words'
import { PictureStage } from './picture-stage'

const MOST_ZOOM = 8

type Mode = 'slider' | 'blink'

export interface CompareStageProps {
  group: DuplicateGroup
  kept: ReadonlySet<string>
  /** Begin by showing one and then the other, instead of both with a border between them. */
  blinks: boolean
  onClose: () => void
}

/** Two photos of a group over each other: a border between them that is moved, or one and then the other. Load it lazily. */
export function CompareStage({ group, kept, blinks, onClose }: CompareStageProps) {
  const [ids, setIds] = useState(() => pairOf(group, kept))
  const view = useCompareView(blinks, onClose)
  const section = useUncovered()
  const [left, right] = photosOf(group, ids)
  if (!left || !right) return null
  return (
    <section
      ref={section}
      aria-label="Comparison"
      className="flex scroll-mt-[calc(var(--header-height)+8px)] flex-col gap-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <Side label="Left photo" group={group} value={left.id} onChange={(id) => setIds([id, right.id])} />
        <IconButton icon={ArrowLeftRight} label="Swap them" onClick={() => setIds([right.id, left.id])} />
        <Side label="Right photo" group={group} value={right.id} onChange={(id) => setIds([left.id, id])} />
        <ModeButtons view={view} />
        <ZoomButtons view={view} onClose={onClose} />
      </div>
      <PictureStage
        key={`${left.id} ${right.id}`}
        left={left}
        right={right}
        mode={view.mode}
        zoom={view.zoom}
        isSecond={view.isSecond}
        onFlip={view.flip}
        names={[nameIn(group, left), nameIn(group, right)]}
      />
      <p className="text-small text-muted">{relationWords(group, right, left)}</p>
    </section>
  )
}

/** On a small screen the buttons at the foot would cover what is opened: it is moved up. */
function useUncovered() {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    const foot = document.querySelector('[data-action-bar]')?.getBoundingClientRect().top ?? window.innerHeight
    if (section.current && section.current.getBoundingClientRect().bottom > foot) section.current.scrollIntoView()
  }, [])
  return section
}

type CompareView = ReturnType<typeof useCompareView>

function useCompareView(blinks: boolean, onClose: () => void) {
  const [mode, setMode] = useState<Mode>(blinks ? 'blink' : 'slider')
  const [isSecond, setSecond] = useState(false)
  const [zoom, setZoom] = useState(1)
  const flip = () => {
    if (mode === 'blink') setSecond((old) => !old)
    else setMode('blink')
  }
  const zoomBy = (factor: number) => setZoom((old) => Math.min(MOST_ZOOM, Math.max(1, old * factor)))
  useShortcuts([
    { keys: ['b'], label: 'Blink', run: flip },
    { keys: ['c', 'Escape'], label: 'Close the comparison', run: onClose },
    { keys: ['+', '='], label: 'Zoom in', run: () => zoomBy(2) },
    { keys: ['-'], label: 'Zoom out', run: () => zoomBy(0.5) },
  ])
  return { mode, setMode, isSecond, flip, zoom, zoomBy }
}

function ModeButtons({ view: { mode, setMode, flip } }: { view: CompareView }) {
  return (
    <span className="flex items-center gap-1">
      <Button
        size="small"
        aria-pressed={mode === 'slider'}
        variant={mode === 'slider' ? 'secondary' : 'ghost'}
        onClick={() => setMode('slider')}
      >
        Slider
      </Button>
      <Button
        size="small"
        aria-pressed={mode === 'blink'}
        variant={mode === 'blink' ? 'secondary' : 'ghost'}
        onClick={flip}
        data-tip="One and then the other"
        data-tip-key="B"
      >
        Blink
      </Button>
    </span>
  )
}

function ZoomButtons({ view: { zoom, zoomBy }, onClose }: { view: CompareView; onClose: () => void }) {
  return (
    <span className="ml-auto flex items-center">
      <IconButton icon={ZoomOut} label="Zoom out" shortcut="-" disabled={zoom === 1} onClick={() => zoomBy(0.5)} />
      <IconButton icon={ZoomIn} label="Zoom in" shortcut="+" disabled={zoom === MOST_ZOOM} onClick={() => zoomBy(2)} />
      <IconButton icon={X} label="Close the comparison" shortcut="Esc" onClick={onClose} />
    </span>
  )
}

interface SideProps {
  label: string
  group: DuplicateGroup
  value: string
  onChange: (id: string) => void
}

function Side({ label, group, value, onChange }: SideProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} className="w-28">
      {group.photos.map((photo) => (
        <option key={photo.id} value={photo.id}>
          {nameIn(group, photo)}
        </option>
      ))}
    </Select>
  )
}
