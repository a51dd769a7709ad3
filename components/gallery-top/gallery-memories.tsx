import type { Memories, Remembered } from '@/lib/search/query/on-this-day'
import { averageColour } from '../images/placeholder'
import { NavLink } from '../ui/nav-link'
import { OwnSlot } from './own-slot'

/** Photos of each of the two: one looks in, and goes to the rest by Explore. */
const MOST = 12

/** Over one's own gallery: photos of this day and this week in other years, in one row that can be closed for the day. */
export function GalleryMemories({ day, week, today }: Memories & { today: string }) {
  return (
    <section data-memories aria-label="In other years" className="relative mb-3 max-sm:mt-1">
      <div className="flex gap-6 overflow-x-auto pr-12 pb-1">
        <Row title="On this day" photos={day} />
        <Row title="This week in other years" photos={week} />
      </div>
      <div className="absolute -top-2 right-0 bg-ground">
        <OwnSlot act="hide" day={today} />
      </div>
    </section>
  )
}

function Row({ title, photos }: { title: string; photos: Remembered[] }) {
  if (photos.length === 0) return null
  return (
    <div className="shrink-0">
      <h2 className="leading-8 text-muted">{title}</h2>
      <ul className="flex gap-1">
        {photos.slice(0, MOST).map(({ id, year, title: name, thumb, placeholder }) => (
          <li key={id}>
            <NavLink
              href={`/photos/${id}`}
              aria-label={[name || 'A photo', `of ${year}`].join(' ')}
              className="relative block h-20 overflow-hidden"
              style={{ aspectRatio: `${thumb.width} / ${thumb.height}`, backgroundColor: averageColour(placeholder) }}
            >
              {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
              <img
                src={thumb.url}
                width={thumb.width}
                height={thumb.height}
                alt=""
                className="size-full object-cover"
              />
              <span className="tabular absolute bottom-1 left-1 rounded-full bg-black/60 px-1.5 text-small text-white">
                {year}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
