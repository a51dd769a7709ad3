import { Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Gallery } from '@/components/gallery/gallery'
import { TrashActions } from '@/components/gallery/trash-actions'
import { EmptyState } from '@/components/ui/empty-state'
import { pageContext } from '@/lib/http/page'
import { filterOf } from '@/lib/search/language/filter'
import { firstPage } from '../first-page'
import { readDensity } from '../read-density'

export const metadata: Metadata = { title: 'Trash' }

const QUERY = 'owner=me&trash=true'

/** What was deleted and can still be brought back. */
export default async function TrashPage() {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect('/login?next=/trash')
  const first = await firstPage(ctx, filterOf({ owner: 'me', trash: 'true' }))
  return (
    <Gallery
      query={QUERY}
      first={first}
      density={await readDensity()}
      mode="trash"
      selectable
      title={
        <>
          <h1 className="text-title">Trash</h1>
          <p className="text-muted">
            Deleted photos stay here for 30 days, then they are removed for ever.
            {first.items.some(({ source }) => source) && ' Files that lie in a source stay where they are.'}
          </p>
          <TrashActions query={QUERY} filled={first.items.length > 0} />
        </>
      }
      empty={
        <EmptyState icon={Trash2} title="The trash is empty">
          Photos you delete stay here for 30 days and can be restored.
        </EmptyState>
      }
    />
  )
}
