'use client'
import { useEffect, useState } from 'react'
import { counted } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import type { UploadEngine } from './engine/upload-engine'
import type { UploadSnapshot } from './engine/upload-snapshot'
import { allNearWords, skippedWords } from './upload-words'

const NOTICE = 'flex items-center gap-3 border-b border-line px-4 py-2 text-small'

/** What concerns all files: why nothing moves, what failed, what was left out. */
export function UploadNotices({ engine, snapshot }: { engine: UploadEngine; snapshot: UploadSnapshot }) {
  const { brake, totals, skipped, rows } = snapshot
  const retryable = totals.failed > 0 ? rows.filter((row) => row.state === 'failed' && row.retryable).length : 0
  const again = (label: string) => (
    <Button size="small" onClick={() => engine.resume()}>
      {label}
    </Button>
  )
  return (
    <div className="shrink-0">
      {totals.unfinished > 0 && brake.kind === 'offline' && (
        <div className={NOTICE}>You are offline. It goes on by itself when the connection is back.</div>
      )}
      {totals.unfinished > 0 && brake.kind === 'signed-out' && (
        <div className={NOTICE}>
          <span className="flex-1">
            {brake.other === null
              ? 'You are logged out. Log in, then it goes on by itself.'
              : `${brake.other} is logged in now. Log in as yourself again, then it goes on by itself.`}
          </span>
          <a className={buttonStyle('secondary', 'small')} href="/login" target="_blank" rel="noreferrer">
            Log in
          </a>
          {again('Go on')}
        </div>
      )}
      {totals.unfinished > 0 && brake.kind === 'waiting' && (
        <div className={NOTICE}>
          <span className="flex-1">
            {brake.reason} <Countdown until={brake.until} />
          </span>
          {again('Try now')}
        </div>
      )}
      {retryable > 0 && (
        <div className={NOTICE}>
          <span className="flex-1 text-danger">{counted(retryable, 'file')} can be tried again.</span>
          <Button size="small" onClick={() => engine.retryAll()}>
            Retry all
          </Button>
        </div>
      )}
      {totals.near + totals.alike > 0 && (
        <div className={NOTICE}>
          <span className="flex-1">{allNearWords(totals)}</span>
          <NavLink href="/duplicates" className={buttonStyle('secondary', 'small')}>
            Review
          </NavLink>
        </div>
      )}
      {skipped.count > 0 && <p className={`${NOTICE} text-muted`}>{skippedWords(skipped)}</p>}
    </div>
  )
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.ceil((until - now) / 1000)
  return <span className="tabular">{seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again.'}</span>
}
