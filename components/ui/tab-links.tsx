import { classNames } from './class-names'
import { NavLink } from './nav-link'

interface TabLinksProps {
  label: string
  /** One that is `wide` is left out on small screens, but where it is the current one. */
  tabs: { href: string; text: string; current: boolean; wide?: boolean }[]
}

const STYLE =
  'rounded-control py-1 text-title font-semibold whitespace-nowrap max-sm:text-large text-muted transition-colors hover:text-ink aria-[current=page]:text-ink'

/** Views of one screen, each with its own address. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-5 max-sm:gap-x-4">
      {tabs.map(({ href, text, current, wide }) => (
        <NavLink
          key={href}
          href={href}
          className={classNames(STYLE, wide && !current && 'max-lg:hidden')}
          aria-current={current ? 'page' : undefined}
        >
          {text}
        </NavLink>
      ))}
    </nav>
  )
}
