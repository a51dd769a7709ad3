import type { SharedLink } from '@/lib/shares/visitor-contract'
import { albumSummary } from '../albums/album-summary'

/** What a link is called, who shares it, and how much there is. */
export function VisitorHeading({ link }: { link: SharedLink }) {
  const { title, description, owner, count } = link
  return (
    <div className="flex flex-col gap-1 py-2">
      <h1 className="text-display">{title || `Photos from ${owner.name}`}</h1>
      <p className="text-muted">
        {count !== 0 && `${albumSummary(link)} · `}
        Shared by {owner.name}
      </p>
      {description && <p className="max-w-prose text-large whitespace-pre-line">{description}</p>}
    </div>
  )
}
