'use client'
import { useEffect } from 'react'
import { buttonStyle } from '@/components/ui/button-style'

/** A page that failed on the server or in the browser; tries again by itself when the network is back. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  useEffect(() => {
    window.addEventListener('online', reset)
    return () => window.removeEventListener('online', reset)
  }, [reset])
  return (
    <main className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
      <h1 className="text-title">This page failed</h1>
      <p className="text-large text-balance text-muted">
        Something went wrong on our side, or a service that Albumen needs does not answer just now. Your photos are not
        affected.
      </p>
      <button type="button" className={buttonStyle('primary', 'medium', 'mt-4')} onClick={reset}>
        Try again
      </button>
    </main>
  )
}
