'use client'
import { FolderTree, Images } from 'lucide-react'
import { errorSentence } from '@/lib/http/api-error'
import type { Source } from '@/lib/sources/ground/contract'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { PastScans } from './past-scans'
import { RemoveSource } from './remove-source'
import { ScanPanel } from './scan-panel'
import { SourceAccess } from './source-access'
import { SourceLists } from './source-lists'
import { SourceSettings } from './source-settings'
import { countsWords, placeOfSource } from './source-words'
import { useLiveSource } from './use-live-source'

/** One source: its scan as it goes, what became of what lies there, how it is read. */
export function SourceView({ first }: { first: Source }) {
  return (
    <QueryProvider>
      <LiveSource first={first} />
    </QueryProvider>
  )
}

function LiveSource({ first }: { first: Source }) {
  const live = useLiveSource(first)
  const source = live.data
  const { id, name, counts } = source
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pb-16">
      <nav aria-label="Breadcrumb" className="pt-4 text-muted">
        <NavLink href="/sources" className="underline-offset-4 hover:underline">
          Sources
        </NavLink>
      </nav>
      <div className="flex flex-col gap-1 pt-1 pb-4">
        <h1 className="text-display [overflow-wrap:anywhere]">{name}</h1>
        <p className="[overflow-wrap:anywhere] text-muted">{placeOfSource(source)}</p>
        <p role="status" className="tabular">
          {countsWords(counts)}
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <NavLink href={`/gallery?source=${id}`} className={buttonStyle()}>
            <Images aria-hidden size={18} strokeWidth={1.75} />
            Show its photos
          </NavLink>
          <NavLink href={`/folders?source=${id}`} className={buttonStyle()}>
            <FolderTree aria-hidden size={18} strokeWidth={1.75} />
            Browse its folders
          </NavLink>
        </div>
      </div>
      {live.error && (
        <div role="alert" className="flex flex-wrap items-center gap-3 py-3 text-muted">
          This page is not up to date. {errorSentence(live.error)}
          <Button size="small" onClick={() => void live.refetch()}>
            Try again
          </Button>
        </div>
      )}
      <ScanPanel source={source} />
      <SourceLists source={source} />
      <PastScans sourceId={id} latest={source.scan} />
      <section aria-labelledby="settings-title" className="border-t border-line py-6">
        <h2 id="settings-title" className="mb-4 text-title">
          Settings
        </h2>
        <SourceSettings source={source} />
      </section>
      <SourceAccess source={source} />
      <RemoveSource source={source} />
    </div>
  )
}
