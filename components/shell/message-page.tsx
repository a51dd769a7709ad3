import type { ReactNode } from 'react'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'

interface MessagePageProps {
  title: string
  children: ReactNode
  action?: ReactNode
  /** For people without a way into the library. */
  outside?: boolean
}

/** A page that only says something: nothing here, or something failed. */
export function MessagePage({ title, children, action, outside = false }: MessagePageProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
      <h1 className="text-title">{title}</h1>
      <p className="text-large text-balance text-muted">{children}</p>
      {!outside && (
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {action}
          <NavLink href="/" className={buttonStyle('secondary')}>
            Go to the gallery
          </NavLink>
        </div>
      )}
    </div>
  )
}
