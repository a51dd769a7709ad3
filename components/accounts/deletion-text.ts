import type { DeletionReport } from '@/lib/accounts/contract'
import { formatBytes } from '@/lib/media/format-bytes'
import { counted, countPhotos } from '@/lib/media/plural'

/** What went with an account, in a line. */
export function deletionText({ photos, bytes, albums, links, sources, tokens, webhooks }: DeletionReport): string {
  return [
    `${countPhotos(photos)} (${formatBytes(bytes)})`,
    counted(albums, 'album'),
    counted(links, 'link'),
    ...(tokens > 0 ? [counted(tokens, 'access token')] : []),
    ...(webhooks > 0 ? [counted(webhooks, 'webhook')] : []),
    ...(sources > 0 ? [`the index of ${counted(sources, 'source')}, whose files stay`] : []),
  ].join(', ')
}
