'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll', 'popstate'] as const

export interface FirstTouch {
  /** Somebody moves, touches, types or steps back: what handles that is fetched now, not with the page. */
  touched: boolean
  /** A click that came before its handler. */
  early: RefObject<MouseEvent | null>
  /** Set by the handler when it is there. */
  ready: RefObject<boolean>
}

/** Waits for the first sign of life. Plain clicks on tiles meanwhile are kept for later instead of leaving the page. */
export function useFirstTouch(frame: RefObject<HTMLElement | null>): FirstTouch {
  const [touched, setTouched] = useState(false)
  const early = useRef<MouseEvent | null>(null)
  const ready = useRef(false)
  useEffect(() => {
    const element = frame.current
    const onSign = () => setTouched(true)
    const onClick = (event: MouseEvent) => {
      if (ready.current || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
        return
      if (!(event.target instanceof Element) || !event.target.closest('[data-photo], [data-day]')) return
      event.preventDefault()
      early.current = event
    }
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { once: true, passive: true })
    element?.addEventListener('click', onClick, true)
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onSign)
      element?.removeEventListener('click', onClick, true)
    }
  }, [frame])
  return { touched, early, ready }
}
