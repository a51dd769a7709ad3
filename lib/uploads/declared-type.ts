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

/** Pictures that no camera file can be by mistake: what is called so is a drawing or a document. */
const REFUSED = /^image\/(svg|vnd\.(adobe|dwg|dxf|ms|djvu))/

/**
 * The media type under which an announced file may be sent, or null where the announcement already names something
 * Albumen does not take. An empty or general type passes, and so does every other picture: browsers do not know HEIC, have many names for raw
 * files, and go by the ending of a name, which may be wrong.
 */
export function declaredType(announced: string): string | null {
  const bare = (announced.split(';')[0] ?? '').trim().toLowerCase()
  if (bare === '' || bare === UNKNOWN || bare === 'binary/octet-stream') return UNKNOWN
  const type = (Object.hasOwn(ALIASES, bare) && ALIASES[bare]) || bare
  if (Object.hasOwn(MEDIA_TYPES, type)) return type
  return type.startsWith('image/') && !REFUSED.test(type) ? UNKNOWN : null
}
