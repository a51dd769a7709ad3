import { Compass } from 'lucide-react'
import type { Metadata } from 'next'
import { CoverGrid } from '@/components/explore/cover-grid'
import { MemoryStrip } from '@/components/explore/memory-strip'
import { EmptyState } from '@/components/ui/empty-state'
import { TabLinks } from '@/components/ui/tab-links'
import { cameraWords } from '@/components/words/camera-text'
import { countVisitorSearch } from '@/lib/auth/visitor-searches'
import { pageContext } from '@/lib/http/page'
import { type Cover, EXPLORED, type Explored, explore } from '@/lib/search/query/explore'
import { onThisDay } from '@/lib/search/query/on-this-day'
import { readDay } from '../read-day'

export const metadata: Metadata = { title: 'Explore', robots: { index: false } }

const TITLES: Record<Explored, string> = {
  town: 'Places',
  country: 'Countries',
  year: 'Years',
  camera: 'Cameras',
  tag: 'Tags',
  owner: 'People',
}

interface ExplorePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Places, years, cameras, tags and people as covers: of one's own photos or of everyone's public ones. */
export default async function ExplorePage({ searchParams }: ExplorePageProps) {
  const ctx = await pageContext()
  const own = ctx.actor.kind === 'user' && (await searchParams).of !== 'public'
  await countVisitorSearch(ctx)
  const sections = await explore(ctx, own ? { owner: 'me' } : { visibility: 'public' })
  const memories = own ? await onThisDay(ctx, (await readDay()) ?? new Date().toISOString().slice(0, 10)) : null
  const empty = EXPLORED.every((facet) => sections[facet].length === 0)
  return (
    <div className="flex flex-col gap-8 px-4 pt-4 pb-16">
      <div className="flex flex-wrap items-baseline gap-x-8 gap-y-1">
        <h1 className="text-display">Explore</h1>
        {ctx.actor.kind === 'user' && <ExploreTabs own={own} />}
      </div>
      {memories && <MemoryStrip title="On this day" photos={memories.day} />}
      {memories && <MemoryStrip title="This week in other years" photos={memories.week} />}
      {EXPLORED.filter((facet) => !(own && facet === 'owner')).map((facet) => (
        <CoverGrid key={facet} title={TITLES[facet]} covers={sections[facet].map((cover) => named(facet, cover))} />
      ))}
      {empty && (
        <EmptyState icon={Compass} title="Nothing to explore yet">
          Places, years, cameras and tags of photos stand here.
        </EmptyState>
      )}
    </div>
  )
}

function ExploreTabs({ own }: { own: boolean }) {
  return (
    <TabLinks
      label="Whose photos"
      tabs={[
        { href: '/explore', text: 'Yours', current: own },
        { href: '/explore?of=public', text: 'Public', current: !own },
      ]}
    />
  )
}

/** People are called by their names, cameras without what their makers say twice. */
function named(facet: Explored, cover: Cover) {
  if (facet === 'owner') return { ...cover, name: cover.photo.owner.name }
  return { ...cover, name: facet === 'camera' ? cameraWords(cover.value) : cover.value }
}
