import { CheckCheck } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import { classNames } from '../ui/class-names'
import { dateLabel, dayLabel, weekdayOf } from '../words/day-text'

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

/**
 * The date over its day's first photo, where it was taken, and a tick for all of it (data-day, handled by the grid), for which the date itself
 * may be clicked. It reaches to the end of the row; the next day's lies over it.
 */
export const DayHeader = memo(function DayHeader(props: DayHeaderProps) {
  const { day, guessed, places, group, selectable, selecting, allSelected, className, style } = props
  return (
    <div className={classNames('day-header', className)} style={style}>
      <div className="day-name">
        <h2 className={guessed ? 'guessed' : undefined} title={guessed ? 'Guessed from the file’s time' : undefined}>
          {guessed && <span className="sr-only">About </span>}
          {day !== '' && <span className="weekday">{weekdayOf(day)} </span>}
          {dateLabel(day)}
          {guessed && <span className="sr-only">, from the file’s time</span>}
        </h2>
        {selectable && (
          <button
            type="button"
            data-day={group}
            aria-pressed={allSelected}
            aria-label={day === '' ? 'Select all without a date' : `Select all of ${dayLabel(day)}`}
            data-tip={day === '' ? 'Select these' : 'Select the day'}
            className={classNames('day-tick', !selecting && 'quiet')}
          >
            <CheckCheck aria-hidden size={28} strokeWidth={1.75} />
          </button>
        )}
      </div>
      {places && <span>{places}</span>}
    </div>
  )
})
