'use client'
import { Globe, Lock } from 'lucide-react'
import { useState } from 'react'
import { pageLists } from '../photo-lists/page-lists'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'
import type { UploadEngine } from './engine/upload-engine'
import type { UploadItem } from './engine/upload-item'
import type { UploadVisibility } from './upload-visibility'
import { visibilityWords } from './upload-words'

/** The foot of the panel: who may see the new photos, and the other choice. */
export function UploadActions({ engine, rows }: { engine: UploadEngine; rows: readonly UploadItem[] }) {
  const [busy, setBusy] = useState(false)
  const listed = rows.filter(({ state }) => state !== 'failed' && state !== 'cancelled')
  const mine = listed.filter(({ state, existing }) => state !== 'known' && existing === null)
  const others = listed.some(({ existing }) => existing !== null)
  if (mine.length === 0) return null
  const publicCount = mine.filter(({ visibility }) => visibility === 'public').length
  const next: UploadVisibility = publicCount === mine.length ? 'private' : 'public'
  const Icon = publicCount === 0 ? Lock : Globe
  const change = async () => {
    setBusy(true)
    await engine.setVisibility(next).catch(() => {
      showToast('Not all photos could be changed. Try again in a moment.', { tone: 'danger' })
    })
    setBusy(false)
    pageLists.refresh()
  }
  return (
    <footer className="flex shrink-0 items-center gap-2 border-t border-line py-2 pr-2 pl-4 text-small text-muted">
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      <span className="flex-1">{visibilityWords(publicCount, mine.length, others)}</span>
      <Button size="small" variant="ghost" busy={busy} onClick={() => void change()}>
        {next === 'public' ? 'Make public' : 'Make private'}
      </Button>
    </footer>
  )
}
