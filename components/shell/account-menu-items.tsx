'use client'
import {
  Archive,
  Clock,
  Compass,
  Copy,
  Heart,
  Keyboard,
  LayoutGrid,
  Link2,
  LogOut,
  Settings,
  ShieldCheck,
  Trash2,
  UserRound,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { openOver } from '../palette/over'
import { COLLECTIONS } from '../session/collections'
import { logOut } from '../session/log-out'
import { NAVIGATION } from '../session/navigation'
import { setTheme, type Theme } from '../session/theme'
import type { Viewer } from '../session/viewer'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu'
import { NavLink } from '../ui/nav-link'
import { showToast } from '../ui/toast-store'

export interface AccountMenuItemsProps {
  viewer: Viewer
  theme: Theme
  trigger: ReactNode
}

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const ICONS: Record<string, ReactNode> = {
  Favourites: <Heart aria-hidden size={18} strokeWidth={1.75} />,
  'Recently added': <Clock aria-hidden size={18} strokeWidth={1.75} />,
  Archive: <Archive aria-hidden size={18} strokeWidth={1.75} />,
}

/** The account's menu, opened as soon as it is there. */
export function AccountMenuItems({ viewer, theme: initial, trigger }: AccountMenuItemsProps) {
  const [theme, choose] = useState<Theme>(initial)
  const onTheme = (value: string) => {
    choose(value as Theme)
    setTheme(value as Theme)
  }
  const onLogOut = () =>
    void logOut().catch(() => showToast('Logging out did not work. Try again.', { tone: 'danger' }))
  return (
    <Menu trigger={trigger} defaultOpen>
      <div className="px-3 py-2">
        <div className="truncate font-semibold">{viewer.name}</div>
        <div className="truncate text-small text-muted">{viewer.username}</div>
      </div>
      <MenuLine />
      <MenuItem icon={Compass} onSelect={() => openOver('palette')}>
        Go to…
      </MenuItem>
      <MenuLinks viewer={viewer} />
      <MenuItem icon={Keyboard} onSelect={() => openOver('shortcuts')}>
        Keyboard shortcuts
      </MenuItem>
      <MenuLine />
      <MenuChoice label="Theme" value={theme} options={THEMES} onChange={onTheme} />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={onLogOut}>
        Log out
      </MenuItem>
    </Menu>
  )
}

/** Screens that the header has no room for. */
function MenuLinks({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <MenuItem asChild>
        <NavLink href={`/gallery?owner=${viewer.username}&visibility=public`}>
          <UserRound aria-hidden size={18} strokeWidth={1.75} />
          My public photos
        </NavLink>
      </MenuItem>
      <GalleryLinks />
      {NAVIGATION.filter(({ wide }) => wide).map(({ href, label, icon: Icon }) => (
        <MenuItem key={href} asChild>
          <NavLink href={href} className="lg:hidden!">
            <Icon aria-hidden size={18} strokeWidth={1.75} />
            {label}
          </NavLink>
        </MenuItem>
      ))}
      <MenuItem asChild>
        <NavLink href="/duplicates">
          <Copy aria-hidden size={18} strokeWidth={1.75} />
          Duplicates
        </NavLink>
      </MenuItem>
      <MenuItem asChild>
        <NavLink href="/trash" className="sm:hidden!">
          <Trash2 aria-hidden size={18} strokeWidth={1.75} />
          Trash
        </NavLink>
      </MenuItem>
      <MenuItem asChild>
        <NavLink href="/links">
          <Link2 aria-hidden size={18} strokeWidth={1.75} />
          Share links
        </NavLink>
      </MenuItem>
      <MenuItem asChild>
        <NavLink href="/settings">
          <Settings aria-hidden size={18} strokeWidth={1.75} />
          Settings
        </NavLink>
      </MenuItem>
      {viewer.isAdmin && (
        <MenuItem asChild>
          <NavLink href="/admin">
            <ShieldCheck aria-hidden size={18} strokeWidth={1.75} />
            Administration
          </NavLink>
        </MenuItem>
      )}
    </>
  )
}

/** Lists of photos that stand beside the gallery's title where there is room. */
function GalleryLinks() {
  return (
    <>
      {COLLECTIONS.map(({ query, label }) => (
        <MenuItem key={query} asChild>
          <NavLink href={`/gallery?${query}`} className="lg:hidden!">
            {ICONS[label]}
            {label}
          </NavLink>
        </MenuItem>
      ))}
      <MenuItem asChild>
        <NavLink href="/explore" className="lg:hidden!">
          <LayoutGrid aria-hidden size={18} strokeWidth={1.75} />
          Explore
        </NavLink>
      </MenuItem>
    </>
  )
}
