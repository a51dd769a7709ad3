'use client'
import { type ComponentType, useEffect, useState } from 'react'
import { Avatar } from '../images/avatar'
import type { Theme } from '../session/theme'
import type { Viewer } from '../session/viewer'
import { sayNotLoaded } from '../ui/lazily'
import type { AccountMenuItemsProps } from './account-menu-items'

const load = () => import('./account-menu-items')

export interface AccountMenuProps {
  viewer: Viewer
  theme: Theme
  /** Told once it answers clicks. */
  onReady: () => void
}

/** The round button of the account; its menu (Radix) is fetched when somebody reaches for it. */
export function AccountMenu({ viewer, theme, onReady }: AccountMenuProps) {
  useEffect(onReady, [onReady])
  const [Items, setItems] = useState<ComponentType<AccountMenuItemsProps> | null>(null)
  if (Items) return <Items viewer={viewer} theme={theme} trigger={<Trigger viewer={viewer} />} />
  const open = () => void load().then((module) => setItems(() => module.AccountMenuItems), sayNotLoaded)
  const ahead = () => void load().catch(() => undefined)
  return <Trigger viewer={viewer} onPointerEnter={ahead} onFocus={ahead} onClick={open} />
}

function Trigger({ viewer, ...rest }: { viewer: Viewer } & React.ComponentProps<'button'>) {
  return (
    <button
      aria-haspopup="menu"
      {...rest}
      type="button"
      aria-label={`Account of ${viewer.name}`}
      className="inline-flex size-10 items-center justify-center rounded-full"
    >
      <Avatar name={viewer.name} />
    </button>
  )
}
