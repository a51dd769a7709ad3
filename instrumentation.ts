import { notePageError } from './lib/http/page-trouble'

/** Next calls this for every error of a page or a route that it handles itself. */
export function onRequestError(error: unknown): void {
  notePageError(error)
}
