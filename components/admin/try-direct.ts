import type { DirectTest } from '@/lib/direct/contract'

/** What the browser itself saw, in the manner of the server's findings. */
export interface BrowserFinding {
  what: 'put' | 'get'
  level: 'good' | 'bad'
  text: string
}

/**
 * Does in this browser what an upload and a download do in direct mode: PUT to the store, GET from it, compare. Stands alone, so that a test can hand
 * it to a page as it is.
 * @param browser of the reply of `POST /admin/direct-test`
 */
export async function tryDirect(browser: NonNullable<DirectTest['browser']>): Promise<BrowserFinding[]> {
  const { content, put, get } = browser
  const call = async (url: string, options: RequestInit): Promise<Response | null> => {
    try {
      return await fetch(url, { ...options, mode: 'cors', credentials: 'omit', cache: 'no-store' })
    } catch {
      // A browser does not tell a page whether the store is away or its answer is kept from it.
      return null
    }
  }
  const sent = await call(put.url, { method: 'PUT', headers: put.headers, body: content })
  if (!sent?.ok) {
    const why = sent
      ? `The store refused the upload with ${sent.status}. Do the keys allow s3:PutObject, and do the clocks agree?`
      : 'The upload did not get through: this browser does not reach the store, or its CORS rule does not allow this page.'
    return [{ what: 'put', level: 'bad', text: why }]
  }
  const good: BrowserFinding = { what: 'put', level: 'good', text: 'This browser can upload straight into the store.' }
  const got = await call(get.url, { method: 'GET', headers: get.headers })
  if (!got?.ok) {
    const why = got
      ? `The store refused the download with ${got.status}. Do the keys allow s3:GetObject?`
      : 'The download did not get through, though the upload did: the CORS rule allows PUT, but not GET.'
    return [good, { what: 'get', level: 'bad', text: why }]
  }
  if ((await got.text()) !== content) {
    return [
      good,
      { what: 'get', level: 'bad', text: 'The store gave other bytes than were uploaded. What stands between?' },
    ]
  }
  return [good, { what: 'get', level: 'good', text: 'This browser can download straight from the store.' }]
}
