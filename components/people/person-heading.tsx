import { Rss } from 'lucide-react'
import { LiveCount } from '../photo-lists/live-count'
import { NavLink } from '../ui/nav-link'

interface PersonHeadingProps {
  name: string
  username: string
  /** The page's list, as URL parameters. */
  query: string
  /** Photos the visitor may see. */
  count: number
  /** Whether the person shows photos to everybody, so that there is a feed. */
  feed: boolean
}

/** Whose page this is, how much there is to see, and how to hear of more. */
export function PersonHeading({ name, username, query, count, feed }: PersonHeadingProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <h1 className="text-title">Photos of {name}</h1>
      <p className="tabular flex flex-wrap items-center gap-x-3 text-muted">
        <span role="status">
          <LiveCount query={query} total={count} />
        </span>
        <NavLink href={`/map?owner=${username}`} className="underline underline-offset-4 hover:text-ink">
          On the map
        </NavLink>
        {feed && (
          <a
            href={`/rss.xml?owner=${username}`}
            className="inline-flex items-center gap-1 underline underline-offset-4 hover:text-ink"
          >
            <Rss aria-hidden size={14} strokeWidth={1.75} />
            Feed
          </a>
        )}
      </p>
    </div>
  )
}
