import { CheckCheck } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import { classNames } from '../ui/class-names'
import { dayLabel } from '../words/day-text'

interface DayHeaderProps {
  day: string
  /** Every photo of the day only has a guessed date. */
  guessed: boolean
  places: string | null
  group: number
  selectable: boolean
  selecting: boolean
  allSelected: boolean
  className?: string
  style?: CSSProperties
}

/** The date over its photos, where they were taken, and a tick for all of them (data-day, handled by the grid). */
export const DayHeader = memo(function DayHeader(props: DayHeaderProps) {
  const { day, guessed, places, group, selectable, selecting, allSelected, className, style } = props
  return (
    <div className={classNames('group/day flex h-11 items-center gap-2 overflow-hidden pb-1', className)} style={style}>
      <h2
        className={classNames('min-w-0 font-semibold', guessed ? 'line-clamp-2 text-small' : 'truncate text-body')}
        title={guessed ? 'Guessed from the file’s time' : undefined}
      >
        {guessed ? `About ${dayLabel(day)}` : dayLabel(day)}
        {guessed && <span className="sr-only">, from the file’s time</span>}
        {places && <span className="ml-2 font-normal text-muted">{places}</span>}
      </h2>
      {selectable && (
        <button
          type="button"
          data-day={group}
          aria-pressed={allSelected}
          aria-label={day === '' ? 'Select all without a date' : `Select all of ${dayLabel(day)}`}
          data-tip={day === '' ? 'Select these' : 'Select the day'}
          className={classNames(
            'inline-flex size-7 shrink-0 items-center justify-center rounded-full transition-opacity hover:bg-sunken aria-pressed:text-accent',
            !selecting && 'opacity-0 group-hover/day:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden',
          )}
        >
          <CheckCheck aria-hidden size={16} strokeWidth={1.75} />
        </button>
      )}
    </div>
  )
})
