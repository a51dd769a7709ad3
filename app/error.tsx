'use client'
import { useEffect } from 'react'

/** A page that failed on the server or in the browser; tries again by itself when the network is back. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  useEffect(() => {
    window.addEventListener('online', reset)
    return () => window.removeEventListener('online', reset)
  }, [reset])
  return (
    <main className="failed-page">
      <h1>This page failed</h1>
      <p>
        Something went wrong on our side, or a service that Albumen needs does not answer just now. Your photos are not
        affected.
      </p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </main>
  )
}
