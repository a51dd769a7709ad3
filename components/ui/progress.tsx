import { classNames } from './class-names'

interface ProgressProps {
  /** 0 to 1; null when nobody knows. */
  value: number | null
  label: string
  className?: string
}

/** A thin bar of progress. */
export function Progress({ value, label, className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className={classNames('h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={classNames('h-full origin-left bg-accent transition-transform', percent === null && 'animate-pulse')}
        style={{ transform: `scaleX(${(percent ?? 100) / 100})` }}
      />
    </div>
  )
}
