'use client'
import { Suspense, useState } from 'react'
import type { Token } from '@/lib/accounts/token-contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'

const NewTokenDialog = lazily(() => import('./new-token-dialog').then((module) => module.NewTokenDialog))

/** One's access tokens: what they are for, what they may, when they were used; the way to a new one, and the end of each. */
export function TokenList({ tokens: initial, hasPassword }: { tokens: Token[]; hasPassword: boolean }) {
  const [tokens, setTokens] = useState(initial)
  const [making, setMaking] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const revoke = async ({ id, name }: Token) => {
    setBusy(id)
    try {
      await api(null, 'DELETE', `/tokens/${id}`)
      setTokens((before) => before.filter((token) => token.id !== id))
      showToast(`“${name}” is revoked: it opens nothing any more.`)
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(null)
  }
  return (
    <>
      {tokens.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {tokens.map((token) => (
            <li key={token.id} className="flex flex-wrap items-center justify-between gap-2 py-3">
              <div className="min-w-0">
                <div className="wrap-anywhere">{token.name}</div>
                <div className="text-small text-muted">{tokenFacts(token)}</div>
              </div>
              <Button
                size="small"
                busy={busy === token.id}
                aria-label={`Revoke ${token.name}`}
                onClick={() => void revoke(token)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button className="self-start" onClick={() => setMaking(true)}>
        New access token
      </Button>
      {making && (
        <Suspense>
          <NewTokenDialog
            hasPassword={hasPassword}
            onMade={(token) => setTokens((before) => [token, ...before])}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function tokenFacts({ scopes, lastUsedAt, expiresAt }: Token): string {
  return [
    scopes.includes('write') ? 'Reads and changes' : 'Only reads',
    lastUsedAt === null ? 'never used' : `last used ${momentLabel(lastUsedAt)}`,
    expiresAt === null ? 'never ends' : `ends ${momentLabel(expiresAt)}`,
  ].join(' · ')
}
