'use client'
import { useEffect, useState } from 'react'

interface Tip {
  text: string
  shortcut: string | undefined
  side: 'top' | 'bottom'
  x: number
  y: number
}

/**
 * The one tooltip of the page, for every element with `data-tip` (and `data-tip-key`). One listener instead of a library
 * per button: thousands of tiles cannot afford that. Mounted once by Providers.
 * The words are the element's accessible name already, so nothing is announced twice.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let touched = false
    const hide = () => {
      clearTimeout(timer)
      setTip(null)
    }
    const show = (event: Event, delay: number) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null
      clearTimeout(timer)
      if (!(target instanceof HTMLElement) || touched) return setTip(null)
      timer = setTimeout(() => setTip(placeTip(target)), delay)
    }
    const onPointer = (event: PointerEvent) => event.pointerType === 'mouse' && show(event, 350)
    // What a finger has opened gives the focus back when it closes: no finger ever leaves what has it.
    const onDown = (event: PointerEvent) => {
      touched = event.pointerType === 'touch'
      hide()
    }
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event, 0)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) touched = false
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', onPointer)
    document.addEventListener('pointerdown', onDown, true)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('scroll', hide, { passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onPointer)
      document.removeEventListener('pointerdown', onDown, true)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('scroll', hide)
    }
  }, [])
  if (!tip) return null
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-[100001] flex max-w-64 items-center gap-2 rounded-control bg-ink px-2 py-1 text-small text-ground"
      style={{ left: tip.x, top: tip.y, transform: `translate(-50%, ${tip.side === 'top' ? '-100%' : '0'})` }}
    >
      {tip.text}
      {tip.shortcut && <kbd className="font-sans opacity-70">{tip.shortcut}</kbd>}
    </div>
  )
}

function placeTip(element: HTMLElement): Tip | null {
  if (!element.isConnected || element.dataset.tip === undefined) return null
  const box = element.getBoundingClientRect()
  const side = element.dataset.tipSide === 'top' ? 'top' : 'bottom'
  const half = Math.min(128, element.dataset.tip.length * 4 + 24)
  const x = Math.min(window.innerWidth - half - 4, Math.max(half + 4, box.left + box.width / 2))
  return {
    text: element.dataset.tip,
    shortcut: element.dataset.tipKey,
    side,
    x,
    y: side === 'top' ? box.top - 6 : box.bottom + 6,
  }
}
