import type { Metadata } from 'next'
import { ApiReference } from '@/components/api-docs/api-reference'

export const metadata: Metadata = { title: 'API' }

/** What programs can do here, and a console to try it. */
export default function DocsPage() {
  return (
    <div className="mx-auto w-full max-w-5xl py-6">
      <h1 className="px-4 text-display">API</h1>
      <p className="mt-1 max-w-prose px-4 text-muted">
        What the screens do, a program can do. Here it is tried with your own log-in, or with an access token that you
        paste under “Authorize”. The document for tools is{' '}
        <a className="underline underline-offset-4" href="/api/openapi.json">
          /api/openapi.json
        </a>
        .
      </p>
      <ApiReference />
    </div>
  )
}
