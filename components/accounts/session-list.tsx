'use client'
import { useState } from 'react'
import type { Session } from '@/lib/accounts/contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'
import { deviceName } from '../words/device-name'

/** Where one is logged in, and the end of each. */
export function SessionList({ sessions: initial }: { sessions: Session[] }) {
  const [sessions, setSessions] = useState(initial)
  const [busy, setBusy] = useState<string | null>(null)
  const end = async (which: string, path: string, left: (session: Session) => boolean) => {
    setBusy(which)
    try {
      await api(null, 'DELETE', path)
      setSessions((before) => before.filter(left))
      showToast('Logged out there.')
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(null)
  }
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-2 py-3">
            <div>
              <div>
                {deviceName(session.userAgent)}
                {session.current && <span className="text-muted"> · this one</span>}
              </div>
              <div className="text-small text-muted">Last seen {momentLabel(session.lastSeenAt)}</div>
            </div>
            {!session.current && (
              <Button
                size="small"
                busy={busy === session.id}
                aria-label={`Log out ${deviceName(session.userAgent)}`}
                onClick={() => void end(session.id, `/me/sessions/${session.id}`, (other) => other.id !== session.id)}
              >
                Log out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          className="self-start"
          busy={busy === 'others'}
          onClick={() => void end('others', '/me/sessions', (session) => session.current)}
        >
          Log out everywhere else
        </Button>
      )}
    </>
  )
}
