import type { Metadata } from 'next'
import { SearchHelp } from '@/components/explore/search-help'

export const metadata: Metadata = { title: 'Search help' }

/** What can be typed into the search box; the same for everybody. */
export default function HelpPage() {
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-8 px-4 pt-8 pb-16">
      <h1 className="text-display">Search help</h1>
      <SearchHelp />
    </div>
  )
}
