'use client'
import { useState } from 'react'
import { MailTest as MailTestReply } from '@/lib/admin/health-contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Findings } from '../ui/findings'

/** Sends a mail to whoever looks, and says what became of it. */
export function MailTest() {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ level: 'good' | 'bad'; text: string } | null>(null)
  const send = async () => {
    setBusy(true)
    try {
      const { to } = await api(MailTestReply, 'POST', '/admin/mail-test')
      setSaid({ level: 'good', text: `The server took a mail to ${to}.` })
    } catch (error) {
      setSaid({ level: 'bad', text: errorSentence(error) })
    }
    setBusy(false)
  }
  return (
    <>
      <Button className="self-start" busy={busy} onClick={() => void send()}>
        Send me a test mail
      </Button>
      <div role="status">{said && <Findings findings={[{ what: 'mail', ...said }]} />}</div>
    </>
  )
}
