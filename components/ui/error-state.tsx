import type { ReactNode } from 'react'
import { Button } from './button'

interface ErrorStateProps {
  /** What failed. */
  title: string
  /** Why, and what still works. */
  children?: ReactNode
  onRetry?: () => void
  retrying?: boolean
}

/** What a screen or a part of it shows when its content did not come. */
export function ErrorState({ title, children, onRetry, retrying }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <h2 className="text-title">{title}</h2>
      {children && <div className="text-large text-balance text-muted">{children}</div>}
      {onRetry && (
        <Button onClick={onRetry} busy={retrying} className="mt-4">
          Try again
        </Button>
      )}
    </div>
  )
}
