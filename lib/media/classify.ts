import type { SourceObjectRow } from '@/db/schema/sources'

type Kind = SourceObjectRow['kind']

const words = (text: string) => new Set(text.split(' '))

/** Whatever a maker calls a JPEG (`mpo` and `jps` hold two, `insp` a sphere): what it is the content decides. */
const PHOTO = words(
  'jpg jpeg jpe jfif jfi jif jps pjpeg pjp pjpg mpo insp png apng webp avif avifs gif tif tiff heic heics heif heifs hif jxl',
)
const RAW = words(
  '3fr ari arw bay cap cr2 cr3 crw dcr dcs dng drf eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw orf pef ptx pxn r3d raf raw rw2 rwl rwz sr2 srf srw x3f',
)
const VIDEO = words('3g2 3gp asf avi flv insv lrv m2t m2ts m4v mkv mov mp4 mpe mpeg mpg mts mxf ogv ts vob webm wmv')
/** Pictures in the widest sense that Albumen does not show. */
const UNSUPPORTED = words(
  'ai bmp cur dds dib eps exr fits hdr ico icns j2k jp2 jpf jpx jxr pbm pcx pgm pict pnm ppm psb psd qoi svg svgz tga wbmp wdp wmf xbm xcf xpm',
)

/** What is no picture, by names that leave no doubt: not even its first bytes are asked for. */
const OTHERS = words(
  `7z aac aae app atn bak bat bin bz2 c cab cfg cmd com conf cos css csv ctg cub dat db dbf dll dmg doc docx dop dwg eml
  epub exe flac fla gz h htm html idx indd inf ini iso jar java js json jsonl key lnk lock log lrcat lrdata lrprev m3u m4a mc md mdb
  mid midi mobi moi mp3 msi numbers odp ods odt ogg old on1 opus otf pages part pdf photoslibrary php pl plist pp3 ppt pptx 
  pub py rar rb rtf sh sha1 sha256 sql sqlite sqlite3 srt stl sub swp tar tgz thm tmp toml torrent tsv ttf txt url vcf vtt wav
  wlmp woff woff2 wpl xls xlsx xml xz yaml yml zip zst`.replace(/\s+/g, ' '),
)

/** Folders in which systems keep what nobody took: thumbnails, trash, snapshots. */
const SYSTEM_FOLDERS = new Set([
  ...words('@eadir #recycle @recycle #snapshot @__thumb lost+found __macosx $recycle.bin recycler'),
  'system volume information',
])

/**
 * What a key says of its object. `unknown`: no extension, or one that nobody knows, so only the first bytes can tell; those of `unsupported` are
 * looked at too.
 * @param key taken literally
 * @param bytes size
 */
export function classifyKey(key: string, bytes: number): Kind {
  const parts = key.split('/')
  const name = parts.at(-1) ?? ''
  if (name === '') return 'ignored'
  if (isHidden(name) || isSystemFolder(key.slice(0, key.length - name.length))) return 'ignored'
  const extension = extensionOf(name)
  if (extension === null) return bytes === 0 ? 'ignored' : 'unknown'
  if (PHOTO.has(extension)) return 'photo'
  if (RAW.has(extension)) return 'raw'
  if (VIDEO.has(extension)) return 'video'
  if (UNSUPPORTED.has(extension)) return 'unsupported'
  if (extension === 'xmp') return 'sidecar'
  // Google Takeout's notes beside a picture; they are known, and not read.
  if (extension === 'json' && isPicture(extensionOf(name.slice(0, -'.json'.length)))) return 'sidecar'
  return OTHERS.has(extension) || bytes === 0 ? 'ignored' : 'unknown'
}

/** Whether a sidecar is one that is read. */
export function isReadSidecar(key: string): boolean {
  return key.toLowerCase().endsWith('.xmp')
}

/** Why something that is no failure is not shown, as a sentence. */
export const NOT_SHOWN: Partial<Record<Kind, string>> = {
  video: 'Videos are not shown.',
  unsupported: 'Pictures of this format are not shown. Saved as JPEG or PNG they can be.',
}

function isPicture(extension: string | null): boolean {
  return extension !== null && (PHOTO.has(extension) || RAW.has(extension))
}

/** Whether a folder, with its slash, belongs to the system or lies in one that does. */
export function isSystemFolder(folder: string): boolean {
  const parts = folder.split('/').slice(0, -1)
  return parts.some((part) => isHidden(part) || SYSTEM_FOLDERS.has(part.toLowerCase()))
}

/** `.` and `..` are no hidden names: in a key they mean nothing. */
function isHidden(part: string): boolean {
  if (part.toLowerCase() === 'thumbs.db') return true
  return part.startsWith('.') && part !== '.' && part !== '..'
}

/** Lower case, without the dot; null where there is none. What follows a dot and is long or has spaces is part of a name. */
function extensionOf(name: string): string | null {
  const found = /\.([a-z0-9+~_-]{1,12})$/i.exec(name)?.[1]
  return found === undefined ? null : found.toLowerCase()
}
