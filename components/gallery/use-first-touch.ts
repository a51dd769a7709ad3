'use client'
import { useEffect, useState } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll'] as const

/** Whether somebody moved, touched or typed yet: what adds to a page without being part of it is fetched then. */
export function useFirstTouch(): boolean {
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    const onSign = () => setTouched(true)
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { once: true, passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onSign)
    }
  }, [])
  return touched
}
