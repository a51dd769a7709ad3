import { ApiError, errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'

/** Sends a link's password. @returns null where it was right, and else what to say */
export async function unlockShared(token: string, password: string): Promise<string | null> {
  try {
    await api(null, 'POST', `/links/${token}/unlock`, { password })
    return null
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) return 'This is not the password. Look whether it was typed right.'
    // Revoked or expired meanwhile: the page itself says so.
    if (error.status === 404) return null
    return errorSentence(error)
  }
}

/** Unlocks one's own link in this browser. @throws ApiError */
export async function unlockOwn(token: string): Promise<void> {
  await api(null, 'POST', '/me/links/unlock', { token })
}
