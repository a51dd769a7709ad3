import type { Remembered } from '@/lib/search/query/on-this-day'
import { CoverImage } from '../images/cover-image'
import { averageColour } from '../images/placeholder'
import { NavLink } from '../ui/nav-link'

interface MemoryStripProps {
  title: string
  photos: Remembered[]
}

/** Photos of other years in one row, which can be folded away; nothing where there is none. */
export function MemoryStrip({ title, photos }: MemoryStripProps) {
  if (photos.length === 0) return null
  return (
    <details open className="min-w-0">
      <summary className="cursor-pointer rounded-control py-1 text-title">{title}</summary>
      <ul className="mt-2 flex gap-1 overflow-x-auto pb-2">
        {photos.map(({ id, year, title: name, thumb, placeholder }) => (
          <li key={id} className="shrink-0">
            <NavLink
              href={`/photos/${id}`}
              aria-label={[name || 'A photo', `of ${year}`].join(' ')}
              className="block rounded-control"
            >
              <span
                className="block h-32 overflow-hidden bg-sunken"
                style={{ aspectRatio: `${thumb.width} / ${thumb.height}`, backgroundColor: averageColour(placeholder) }}
              >
                <CoverImage cover={thumb} />
              </span>
              <span className="tabular text-small text-muted">{year}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </details>
  )
}
