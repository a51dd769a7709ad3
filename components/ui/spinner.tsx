import { classNames } from './class-names'

/** A turning ring with a name for screen readers. */
export function Spinner({ label = 'Loading', className }: { label?: string; className?: string }) {
  return (
    <span role="status" className={classNames('inline-flex', className)}>
      <span
        aria-hidden
        className="size-4 rounded-full border-2 border-current border-r-transparent opacity-80 [animation:turn_700ms_linear_infinite]"
      />
      <span className="sr-only">{label}</span>
    </span>
  )
}
