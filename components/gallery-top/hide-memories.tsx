'use client'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { closeMemories } from '../session/memories-cookie'
import { IconButton } from '../ui/icon-button'

interface HideMemoriesProps {
  /** The day for which they are closed. */
  day: string
  /** Told once it answers clicks. */
  onReady: () => void
}

/** Closes the photos of other years until tomorrow. */
export function HideMemories({ day, onReady }: HideMemoriesProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(onReady, [onReady])
  const hide = () => {
    closeMemories(day)
    // Drawn by the server, which leaves it out from the next page on.
    const strip = button.current?.closest<HTMLElement>('[data-memories]')
    if (strip) strip.hidden = true
  }
  return <IconButton ref={button} icon={X} label="Hide until tomorrow" onClick={hide} />
}
