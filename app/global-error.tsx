'use client'
import { useEffect } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
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
        <main className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
          <h1 className="text-title">Albumen did not load</h1>
          <p className="text-large text-balance text-muted">
            The connection may be down, or something went wrong on our side. Your photos are not affected.
          </p>
          <button type="button" className={buttonStyle('primary', 'medium', 'mt-4')} onClick={reload}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
