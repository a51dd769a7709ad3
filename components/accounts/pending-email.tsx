'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'

/** A new address that waits to be confirmed: the mail once more, or not at all. */
export function PendingEmail({ email }: { email: string }) {
  const router = useRouter()
  const [busy, setBusy] = useState<'POST' | 'DELETE' | null>(null)
  const act = async (method: 'POST' | 'DELETE', done: string) => {
    setBusy(method)
    try {
      await api(null, method, '/me/pending-email')
      showToast(done)
      router.refresh()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(null)
  }
  return (
    <div role="status" className="flex flex-col gap-3 rounded-control border border-line p-3">
      <p className="wrap-anywhere">
        A mail went to <strong>{email}</strong>. Open its link to use this address; until then the old one holds.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          busy={busy === 'POST'}
          onClick={() => void act('POST', `The mail goes to ${email} once more.`)}
        >
          Send again
        </Button>
        <Button size="small" busy={busy === 'DELETE'} onClick={() => void act('DELETE', 'The address stays as it is.')}>
          Cancel the change
        </Button>
      </div>
    </div>
  )
}
