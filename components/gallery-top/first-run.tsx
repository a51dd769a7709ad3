import { Cloud, Images, type LucideIcon, Palette } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { OwnSlot } from './own-slot'

/** One's own gallery before the first photo: upload, and beside it two calm ways for those who have nothing at hand to upload. */
export function FirstRun() {
  return (
    <div data-first-run className="mx-auto flex max-w-2xl flex-col items-center px-4 py-16 text-center max-sm:py-10">
      <Images aria-hidden size={40} strokeWidth={1.25} className="text-muted" />
      <h2 className="mt-3 text-title">Your photos go here</h2>
      <p className="mt-2 text-large text-balance text-muted">You choose with each upload who sees them.</p>
      <div className="mt-6">
        <OwnSlot act="upload" />
      </div>
      <p className="mt-3 text-balance text-muted">
        <span className="pointer-coarse:hidden">
          Or drop photos or a whole folder anywhere on this page, or paste them.
        </span>
        <span className="pointer-fine:hidden">Choose photos from this device.</span>
      </p>
      <ul className="mt-12 grid w-full gap-8 border-t border-line pt-8 sm:grid-cols-2">
        <Way
          icon={Cloud}
          title="Photos in a bucket or a folder"
          action={
            <NavLink href="/sources/new" className={buttonStyle()}>
              Connect
            </NavLink>
          }
        >
          They are shown from there. Nothing there is changed.
        </Way>
        <Way icon={Palette} title="No photos at hand" action={<OwnSlot act="add" />}>
          Look around with sixteen drawn pictures. Only you see them, and one click throws them away.
        </Way>
      </ul>
    </div>
  )
}

interface WayProps {
  icon: LucideIcon
  title: string
  action: ReactNode
  children: ReactNode
}

function Way({ icon: Icon, title, action, children }: WayProps) {
  return (
    <li className="flex flex-col items-center gap-2">
      <Icon aria-hidden size={24} strokeWidth={1.5} className="text-muted" />
      <h3 className="font-semibold">{title}</h3>
      <p className="mb-2 max-w-64 text-balance text-muted">{children}</p>
      <div className="sm:mt-auto">{action}</div>
    </li>
  )
}
