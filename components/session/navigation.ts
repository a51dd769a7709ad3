import {
  Cloud,
  Copy,
  FolderHeart,
  FolderTree,
  Images,
  type LucideIcon,
  Map as MapIcon,
  Settings,
  Trash2,
  Upload,
} from 'lucide-react'

export interface NavigationItem {
  href: string
  label: string
  icon: LucideIcon
  /** Shown in the phone's bottom bar too. */
  bottom: boolean
  /** Only for people who are logged in. */
  login: boolean
  /** In the header only where there is much room; else in the account's menu. */
  wide?: boolean
  /** Only in the account's menu. */
  menu?: boolean
  /** The key that leads there after `g`. */
  key: string
}

/** The screens the shell leads to, in order. A new screen adds its line here. */
export const NAVIGATION: NavigationItem[] = [
  { href: '/', label: 'Gallery', icon: Images, bottom: true, login: false, key: 'g' },
  { href: '/albums', label: 'Albums', icon: FolderHeart, bottom: true, login: false, key: 'a' },
  { href: '/map', label: 'Map', icon: MapIcon, bottom: true, login: false, key: 'm' },
  { href: '/folders', label: 'Folders', icon: FolderTree, bottom: false, login: true, wide: true, key: 'f' },
  { href: '/upload', label: 'Upload', icon: Upload, bottom: true, login: true, key: 'u' },
  { href: '/sources', label: 'Sources', icon: Cloud, bottom: false, login: true, wide: true, key: 'b' },
  { href: '/duplicates', label: 'Duplicates', icon: Copy, bottom: false, login: true, menu: true, key: 'd' },
  { href: '/trash', label: 'Trash', icon: Trash2, bottom: false, login: true, key: 't' },
  { href: '/settings', label: 'Settings', icon: Settings, bottom: false, login: true, menu: true, key: 's' },
]
