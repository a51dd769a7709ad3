import { foldText } from '@/lib/media/fold-text'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { counted, countPhotos } from '@/lib/media/plural'
import type { LinkPreview, ShareLink } from '@/lib/shares/contract'
import { momentLabel } from '../words/date-text'
import { dayLabel } from '../words/day-text'

/** What a link is called in lists and for screen readers. */
export function linkName({ opens, title, filter }: Pick<ShareLink, 'opens' | 'title' | 'filter'>): string {
  if (title !== '') return title
  if (opens === 'filter') return `Filter ${filterWords(filter ?? {})}`.trimEnd()
  return opens === 'selection' ? 'Chosen photos' : 'Untitled album'
}

/** The conditions of a filter as they are typed, one after another. */
function filterWords(filter: NonNullable<ShareLink['filter']>): string {
  const words = Object.entries(filter).flatMap(([key, value]) =>
    [value].flat().map((one) => (key === 'q' ? one : `${key}:${one}`)),
  )
  return words.join(' ')
}

/** What tells links to the same thing apart: when it was made, and how its address ends. */
export function madeWords({ createdAt, url }: Pick<ShareLink, 'createdAt' | 'url'>): string {
  const made = `Made on ${dayLabel(createdAt.slice(0, 10))}`
  return url === null ? made : `${made}, address …${url.slice(-4)}`
}

/** Whether a link is what somebody looks for, by its name, what it allows and its address. @param wanted words, all of them wanted */
export function isLinkLike(link: ShareLink, wanted: string): boolean {
  const kind = link.album?.smart ? 'smart album' : link.opens
  const text = [linkName(link), kind, link.state, ...allowedWords(link), madeWords(link), link.url ?? ''].join(' ')
  const [folded, words] = [foldText(text), foldText(wanted).trim().split(/\s+/)]
  return words.every((word) => folded.includes(word))
}

/** What visitors may do, as short words; empty where they only look. */
export function allowedWords(link: ShareLink): string[] {
  return [
    link.hasPassword && 'Password',
    link.allowDownload && 'Downloads',
    link.showLocation && 'Places',
    link.allowPicks && 'Picks',
    link.allowUpload && 'Uploads',
  ].filter((word) => word !== false)
}

/** How much it opens: `20 photos, 14 of them private`. */
export function countWords({ photos, private: hidden }: Pick<ShareLink, 'photos' | 'private'>): string {
  if (photos === null) return 'Too many photos to count in a moment'
  if (hidden === photos && photos > 1) return `${countPhotos(photos)}, all private otherwise`
  return `${countPhotos(photos)}${hidden ? `, ${formatNumber(hidden)} of them private` : ''}`
}

/** How often it was visited, and when last. */
export function visitWords({ visits, lastVisitAt }: Pick<ShareLink, 'visits' | 'lastVisitAt'>): string {
  if (visits === 0 || lastVisitAt === null) return 'not visited yet'
  return `${counted(visits, 'visit')}, the last on ${momentLabel(lastVisitAt)}`
}

/** How much visitors have added, of what they may: `12 of at most 500 photos added by visitors, 30 MB of 5 GB`. */
export function guestWords(link: ShareLink): string {
  const { guestFiles, maxGuestFiles, guestBytes, maxGuestBytes } = link
  const files = `${formatNumber(guestFiles)} of at most ${countPhotos(maxGuestFiles)} added by visitors`
  return `${files}, ${formatBytes(guestBytes)} of ${formatBytes(maxGuestBytes)}`
}

/** What a link is about to open, said before it is made. */
export function previewWords({ photos, private: hidden }: LinkPreview): string {
  if (photos === 0) return 'There are no photos in it now.'
  const opens = `Whoever has the address sees ${countPhotos(photos)}`
  if (hidden === 0) return `${opens}, all of them public already.`
  if (hidden === photos)
    return `${opens}, ${photos === 1 ? 'which is private otherwise' : 'all of them private otherwise'}.`
  return `${opens}, ${formatNumber(hidden)} of them private otherwise.`
}

/** What comes later. @param smart a filter fills it */
export function growthWords({ grows }: Pick<LinkPreview, 'grows'>, smart: boolean): string {
  if (!grows) return 'It stays these photos: what you add later is not opened by it.'
  return smart
    ? 'Photos of yours that fit the filter later follow by themselves, private ones too.'
    : 'Photos that are put into the album later follow, private ones too.'
}
