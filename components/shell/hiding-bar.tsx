'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { classNames } from '../ui/class-names'

/** The header's bar; it makes way while one scrolls down. */
export function HidingBar({ children }: { children: ReactNode }) {
  const hidden = useHiddenOnScroll()
  return (
    <header
      className={classNames(
        'fixed inset-x-0 top-0 z-30 flex h-(--header-height) items-center gap-2 border-b border-line bg-ground/85 px-4 backdrop-blur-md max-sm:gap-1 max-sm:px-3',
        'transition-transform duration-[180ms] focus-within:translate-y-0',
        hidden && '-translate-y-full',
      )}
    >
      {children}
    </header>
  )
}

/** True while one scrolls down and away from the top; small wavers of the thumb change nothing. */
function useHiddenOnScroll(): boolean {
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
