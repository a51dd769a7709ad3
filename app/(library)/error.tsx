'use client'
import { useEffect } from 'react'

/** As the page that the server sends while a service is away. Milliseconds. */
const AGAIN = 10_000

/**
 * A page of the library that failed on the server or in the browser, inside the frame, which still works then; tries again by itself, and when the
 * network is back.
 * @param retry asks the server again: `reset` alone would draw the failed answer once more
 */
export default function ErrorPage({ retry }: { retry: () => void }) {
  useEffect(() => {
    const again = () => {
      if (!document.hidden) retry()
    }
    const timer = setInterval(again, AGAIN)
    window.addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', retry)
    }
  }, [retry])
  return (
    <main className="failed-page">
      <h1>This page failed</h1>
      <p>
        Something went wrong, or a service we need does not answer. Your photos are safe. This page tries again by
        itself.
      </p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </main>
  )
}
