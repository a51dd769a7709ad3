import { NavLink } from './nav-link'

interface TabLinksProps {
  label: string
  /** On small screens they stand in one row that is pushed sideways, the current one first. */
  tabs: { href: string; text: string; current: boolean }[]
}

const STYLE =
  'rounded-control py-1 text-title font-semibold whitespace-nowrap max-sm:text-large text-muted transition-colors hover:text-ink aria-[current=page]:text-ink max-lg:aria-[current=page]:-order-1'

/** Views of one screen, each with its own address. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-baseline gap-x-5 max-sm:gap-x-4 max-lg:flex-nowrap max-lg:overflow-x-auto max-lg:overscroll-x-contain max-lg:[scrollbar-width:none]"
    >
      {tabs.map(({ href, text, current }) => (
        <NavLink key={href} href={href} className={STYLE} aria-current={current ? 'page' : undefined}>
          {text}
        </NavLink>
      ))}
    </nav>
  )
}
