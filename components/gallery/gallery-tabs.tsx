import { NavLink } from '../ui/nav-link'

interface GalleryTabsProps {
  current: 'own' | 'public'
}

/** One's own photos or everyone's public ones. */
export function GalleryTabs({ current }: GalleryTabsProps) {
  const style =
    'rounded-control py-1 text-title font-semibold text-muted transition-colors hover:text-ink aria-[current=page]:text-ink'
  return (
    <nav aria-label="Whose photos" className="flex items-baseline gap-5">
      <NavLink href="/" className={style} aria-current={current === 'own' ? 'page' : undefined}>
        Your photos
      </NavLink>
      <NavLink
        href="/gallery?visibility=public"
        className={style}
        aria-current={current === 'public' ? 'page' : undefined}
      >
        Public
      </NavLink>
    </nav>
  )
}
