import type { ReactNode } from 'react'
import { NavLink } from '../ui/nav-link'

/** What stands behind a link that does not work, whatever the reason. */
export function DeadLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4 text-center">
      <h1 className="text-title text-balance">{title}</h1>
      <p className="text-balance text-muted">{children}</p>
      <p>
        <NavLink href="/login" className="font-semibold text-ink underline underline-offset-4">
          Log in
        </NavLink>
      </p>
    </div>
  )
}
