'use client'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { showToast } from '../ui/toast-store'

/** Told to the owner alone, who sees the page as visitors do. @param locked visitors are asked for a password now */
export function OwnerBar({ token, locked }: { token: string; locked: boolean }) {
  const [busy, setBusy] = useState(false)
  const unlock = async () => {
    setBusy(true)
    try {
      const { unlockOwn } = await import('./unlock-calls')
      await unlockOwn(token)
      window.location.reload()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  return (
    <aside
      aria-label="Your own link"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-sunken px-4 py-2 max-sm:px-3"
    >
      <Eye aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
      <p className="mr-auto min-w-0">
        {locked
          ? 'Your link: visitors are asked for its password here.'
          : 'Your link, as its visitors see it. Your own visits are not counted.'}
      </p>
      {locked && (
        <Button size="small" busy={busy} onClick={() => void unlock()}>
          See what is behind it
        </Button>
      )}
      <a href="/links" className={buttonStyle('ghost', 'small')}>
        All your links
      </a>
    </aside>
  )
}
