import { Download } from '@/lib/downloads/contract'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { countPhotos } from '@/lib/media/plural'
import { isLinkOpen, mayHaveEnded } from '../photo-lists/link-state'
import { saveFile } from '../photos/photo-file'
import { showToast } from '../ui/toast-store'

/** Calls of a link's visitor. Import it when it is first needed: contracts weigh more than the grid. */

/** Asks for a zip of all photos of a link and lets the browser save it; a toast says when it could not be had. */
export async function downloadShared(token: string): Promise<void> {
  try {
    const { url, photos } = await api(Download, 'POST', `/links/${token}/downloads`, {})
    showToast(`Making a zip of ${countPhotos(photos)}`)
    saveFile(url)
  } catch (error) {
    if (mayHaveEnded(error) && !(await isLinkOpen())) return
    showToast(errorSentence(error), { tone: 'danger' })
  }
}
