'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { SharedLink } from '@/lib/shares/visitor-contract'
import { Button } from '../ui/button'

interface VisitorActionsProps {
  token: string
  link: SharedLink
}

/** What a visitor can do with all photos of a link. */
export function VisitorActions({ token, link }: VisitorActionsProps) {
  const [busy, setBusy] = useState(false)
  const downloadAll = async () => {
    setBusy(true)
    const { downloadShared } = await import('./visitor-calls')
    await downloadShared(token)
    setBusy(false)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {link.allowDownload && (
        <Button busy={busy} onClick={() => void downloadAll()}>
          <Download aria-hidden size={18} strokeWidth={1.75} />
          Download all
        </Button>
      )}
    </div>
  )
}
