import { proxyWords } from '@/lib/http/proxy-words'
import { TransportFailure } from './transport'

/** What has answered, and how. */
export interface PutAnswer {
  status: number
  text: string
  retryAfter: string | null
}

/** @param ownAddress whether Albumen was asked, and not the store itself */
export function putRefusal({ status, text, retryAfter }: PutAnswer, ownAddress: boolean): TransportFailure {
  const seconds = Number(retryAfter)
  const wait = seconds > 0 ? seconds : null
  const words = wordsOf(text)
  if (words !== null) return new TransportFailure(status, words, wait)
  if (ownAddress) return new TransportFailure(status, proxyWords(status), wait, true)
  if (status === 507) return new TransportFailure(status, 'There is no room left where originals are kept.', wait ?? 60)
  return new TransportFailure(status, `The store refused the file (status ${status}).`, wait)
}

/** Albumen's own words; a page of a proxy and a store's XML are not for people. */
function wordsOf(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string')
      return body.detail
  } catch {
    // Not JSON: whose answer it is, the address says.
  }
  return null
}
