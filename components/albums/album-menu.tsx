'use client'
import { Ellipsis } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { Menu } from '../ui/menu'

interface AlbumMenuProps {
  /** Told once it answers clicks. */
  onReady: () => void
  /** Its lines. */
  children: ReactNode
}

/** The button and menu of an open album. A plain button at first: a click that came before the script opens it, too. */
export function AlbumMenu({ onReady, children }: AlbumMenuProps) {
  const [wanted, setWanted] = useState(false)
  useEffect(onReady, [onReady])
  const words = (
    <>
      <Ellipsis aria-hidden size={18} strokeWidth={1.75} />
      Album
    </>
  )
  if (wanted) {
    return (
      <Menu defaultOpen trigger={<Button>{words}</Button>}>
        {children}
      </Menu>
    )
  }
  return (
    <Button aria-haspopup="menu" onClick={() => setWanted(true)}>
      {words}
    </Button>
  )
}
