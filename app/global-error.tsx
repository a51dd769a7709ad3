'use client'
import { useEffect } from 'react'
import './globals.css'

const reload = () => window.location.reload()

/** Where even the frame of the pages failed: it stands for the whole document, and loads anew when the network is back. */
export default function GlobalError() {
  useEffect(() => {
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
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
