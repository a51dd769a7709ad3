import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SourceList } from '@/components/sources/source-list'
import { pageContext } from '@/lib/http/page'
import { listSources } from '@/lib/sources/manage/list-sources'

export const metadata: Metadata = { title: 'Sources' }

/** The buckets and folders that are shown in place. */
export default async function SourcesPage() {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect('/login?next=/sources')
  return <SourceList first={await listSources(ctx, { limit: 100 })} />
}
