import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DuplicatesView } from '@/components/duplicates/duplicates-view'
import { TabLinks } from '@/components/ui/tab-links'
import { listDuplicates } from '@/lib/duplicates/list-duplicates'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Duplicates' }

/** As many as the list asks for at a time. */
const FIRST = 20

const TABS = [
  { show: '', text: 'Duplicates', kind: null },
  { show: 'bursts', text: 'Bursts', kind: 'burst' },
  { show: 'pairs', text: 'Pairs', kind: 'companion' },
] as const
type Tab = (typeof TABS)[number]

/** One's own photos that look alike, group by group. */
export default async function DuplicatesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const ctx = await pageContext()
  const { show } = await searchParams
  const tab = TABS.find((one) => one.show === show) ?? TABS[0]
  if (ctx.actor.kind !== 'user') redirect(`/login?next=${encodeURIComponent(hrefOf(tab))}`)
  const first = await listDuplicates(ctx, { limit: FIRST, count: 'true', ...(tab.kind ? { kind: tab.kind } : {}) })
  return (
    <div className="flex w-full flex-col gap-4 px-4 py-4">
      <h1 className="sr-only">{tab.text}</h1>
      <DuplicatesView
        key={tab.show}
        account={ctx.actor.userId}
        kind={tab.kind}
        first={first}
        tabs={<Tabs tab={tab} />}
      />
    </div>
  )
}

function Tabs({ tab }: { tab: Tab }) {
  return (
    <TabLinks
      label="What looks alike"
      tabs={TABS.map((one) => ({ href: hrefOf(one), text: one.text, current: one === tab }))}
    />
  )
}

function hrefOf({ show }: Tab): string {
  return show ? `/duplicates?show=${show}` : '/duplicates'
}
