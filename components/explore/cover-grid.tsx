import { counted } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { CoverImage } from '../images/cover-image'
import { averageColour } from '../images/placeholder'
import { NavLink } from '../ui/nav-link'

interface CoverGridProps {
  title: string
  covers: { name: string; count: number; photo: Photo; query: string }[]
}

/** What a facet holds as covers, each the way to its photos; nothing where there is none. */
export function CoverGrid({ title, covers }: CoverGridProps) {
  if (covers.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-title">{title}</h2>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-5 sm:grid-cols-4 xl:grid-cols-8">
        {covers.map(({ name, count, photo, query }) => (
          <li key={query} className="min-w-0">
            <NavLink href={`/gallery?${query}`} className="group flex flex-col gap-1.5 rounded-control">
              <span
                className="block aspect-square overflow-hidden bg-sunken"
                style={{ backgroundColor: averageColour(photo.placeholder) }}
              >
                {photo.renditions && <CoverImage cover={photo.renditions.thumb} />}
              </span>
              <span className="truncate font-semibold group-hover:underline">{name}</span>
              <span className="tabular text-small text-muted">{counted(count, 'photo')}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
