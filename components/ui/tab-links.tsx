import { NavLink } from './nav-link'

interface TabLinksProps {
  label: string
  tabs: { href: string; text: string; current: boolean }[]
}

const STYLE =
  'rounded-control py-1 text-title font-semibold whitespace-nowrap max-[359px]:text-large text-muted transition-colors hover:text-ink aria-[current=page]:text-ink'

/** Views of one screen, each with its own address. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-5">
      {tabs.map(({ href, text, current }) => (
        <NavLink key={href} href={href} className={STYLE} aria-current={current ? 'page' : undefined}>
          {text}
        </NavLink>
      ))}
    </nav>
  )
}
