import { MEDIA_TYPES } from '../media/media-types'

/** Other names under which browsers and cameras announce the accepted formats; the bytes decide later. */
const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/x-tiff': 'image/tiff',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
}

/** What a client says when it does not know. */
const UNKNOWN = 'application/octet-stream'

/**
 * The media type under which an announced file may be sent, or null where the announcement already names something
 * Albumen does not take. An empty or general type passes: browsers do not know HEIC.
 */
export function declaredType(announced: string): string | null {
  const bare = (announced.split(';')[0] ?? '').trim().toLowerCase()
  if (bare === '' || bare === UNKNOWN || bare === 'binary/octet-stream') return UNKNOWN
  const type = ALIASES[bare] ?? bare
  return Object.hasOwn(MEDIA_TYPES, type) ? type : null
}
