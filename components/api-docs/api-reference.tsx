'use client'
import 'swagger-ui-dist/swagger-ui.css'
import './api-reference.css'
import { useEffect, useRef, useState } from 'react'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import { type ApiDocument, consoleDocument } from './console-document'

/** A field of a form that is left blank is left out. */
function withoutBlanks(request: { body?: unknown }) {
  if (!(request.body instanceof FormData)) return request
  const filled = new FormData()
  for (const [name, value] of request.body) if (value !== '') filled.append(name, value)
  return Object.assign(request, { body: filled })
}

/** The API's document for people, with a console that calls with one's session or a token. Nothing is loaded from elsewhere, and nothing is kept. */
export function ApiReference() {
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  useEffect(wearTheme, [])
  useEffect(() => {
    const drawn = place.current
    drawn?.addEventListener('click', focusFirstField)
    return () => drawn?.removeEventListener('click', focusFirstField)
  }, [])
  useEffect(() => {
    let left = false
    Promise.all([import('swagger-ui-dist/swagger-ui-es-bundle.js'), fetchDocument()]).then(
      ([{ default: SwaggerUI }, spec]) => {
        if (left || !place.current) return
        SwaggerUI({
          spec,
          domNode: place.current,
          deepLinking: true,
          // From 150 open rows on, Swagger UI draws only those in view, and the browser's search finds no others.
          docExpansion: 'none',
          defaultModelsExpandDepth: 0,
          displayRequestDuration: true,
          filter: true,
          persistAuthorization: false,
          syntaxHighlight: false,
          validatorUrl: null,
          requestInterceptor: withoutBlanks,
        })
        setState('there')
      },
      () => left || setState('failed'),
    )
    return () => {
      left = true
    }
  }, [])
  return (
    <>
      {state === 'loading' && <Spinner className="p-4" />}
      {state === 'failed' && (
        <ErrorState title="The reference did not load" onRetry={() => window.location.reload()}>
          Load the page again, or read /api/openapi.json.
        </ErrorState>
      )}
      <div ref={place} className="api-reference" />
    </>
  )
}

async function fetchDocument(): Promise<ApiDocument> {
  const reply = await fetch('/api/openapi.json')
  if (!reply.ok) throw new Error(`the document was answered with ${reply.status}`)
  return consoleDocument(await reply.json())
}

/** The dialog “Authorize” opens with its first field, the token's, ready to paste into; Swagger UI leaves the focus behind. */
function focusFirstField({ target }: Event) {
  if (!(target instanceof Element) || !target.closest('.authorize, .authorization__btn')) return
  const place = target.closest('.api-reference')
  requestAnimationFrame(() => place?.querySelector<HTMLElement>('.dialog-ux input')?.focus())
}

/** Swagger UI knows the dark theme by a class of the document. @returns takes it away */
function wearTheme(): () => void {
  const { classList, dataset } = document.documentElement
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const wear = () => classList.toggle('dark-mode', dataset.theme ? dataset.theme === 'dark' : dark.matches)
  wear()
  dark.addEventListener('change', wear)
  return () => {
    dark.removeEventListener('change', wear)
    classList.remove('dark-mode')
  }
}
