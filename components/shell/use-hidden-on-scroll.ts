'use client'
import { useEffect, useState } from 'react'

/** True while one scrolls down and away from the top; small wavers of the thumb change nothing. */
export function useHiddenOnScroll(): boolean {
  const [hidden, setHidden] = useState(false)
  useEffect(() => {
    let turned = window.scrollY
    const onScroll = () => {
      const y = window.scrollY
      if (y < 120 || y < turned - 12) {
        setHidden(false)
        turned = y
      } else if (y > turned + 12) {
        setHidden(true)
        turned = y
      }
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => window.removeEventListener('scroll', onScroll)
  }, [])
  return hidden
}
