import { dismissToasts } from '../ui/toast-store'

const META = 'meta[name="description"], meta[property^="og:"], meta[name^="twitter:"]'

/**
 * Takes out of the document what a private page has left outside of what is drawn: its title, its description, what the server sent it to begin
 * with, pictures that were fetched ahead, toasts.
 * @returns gives the title and the description back
 */
export function hideTraces(): () => void {
  dismissToasts()
  // Done with: React has taken in what they brought, and knows nothing of the elements.
  for (const element of document.querySelectorAll('script:not([src]), link[rel="preload"][as="image"]'))
    element.remove()
  const putBack: (() => void)[] = []
  for (const meta of document.querySelectorAll<HTMLMetaElement>(META)) {
    const { content } = meta
    meta.content = ''
    putBack.push(() => {
      meta.content = content
    })
  }
  const { title } = document
  document.title = 'Albumen'
  const announcer = document.querySelector('next-route-announcer')?.shadowRoot
  const said = announcer?.querySelector('[aria-live]')?.firstChild
  if (said) said.nodeValue = ''
  return () => {
    document.title = title
    for (const put of putBack) put()
  }
}
