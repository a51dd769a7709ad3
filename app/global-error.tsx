'use client'
import { useEffect } from 'react'
import './globals.css'

/** As the page that the server sends while a service is away. Milliseconds. */
const AGAIN = 10_000

const reload = () => window.location.reload()
/** Without a network the browser would put a page of its own in the place of this one. */
const reloadIfSeen = () => {
  if (!document.hidden && navigator.onLine) reload()
}

/** Where a page without the library's frame failed, or the frame itself: it stands for the whole document and loads anew by itself. */
export default function GlobalError() {
  useEffect(() => {
    const timer = setInterval(reloadIfSeen, AGAIN)
    window.addEventListener('online', reload)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', reload)
    }
  }, [])
  return (
    <html lang="en">
      <head>
        <title>Albumen</title>
      </head>
      <body>
        <main className="failed-page">
          <h1>Albumen did not load</h1>
          <p>The connection may be down, or something went wrong on our side. Your photos are safe.</p>
          <button type="button" onClick={reload}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
