import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: LucideIcon
  /** What goes here. */
  title: string
  children?: ReactNode
  /** The one next step. */
  action?: ReactNode
}

/** What a screen shows before there is anything on it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
      {Icon && <Icon aria-hidden size={36} strokeWidth={1.25} className="mb-2 text-muted" />}
      <h2 className="text-title">{title}</h2>
      {children && <div className="text-large text-balance text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
