// What cameras and programs write where a person's words belong: that is for the raw tags, not for visitors to read.

const EXTENSION =
  '(?:jpe?g|jpe|png|gif|webp|hei[cf]|avif|tiff?|bmp|dng|arw|cr[23w]|nef|nrw|orf|raf|rw2|pef|srw|x3f|mp4|mov|avi|mts|insp|gpr)'
/** A name without blanks, in whatever folders; folders may have blanks. */
const FILE = new RegExp(`^(?:.*[\\\\/])?[^\\s\\\\/]+\\.${EXTENSION}$`, 'i')
const PATH = new RegExp(`^(?:[a-z]:)?[\\\\/]?(?:[^\\\\/]+[\\\\/])+[^\\\\/]+\\.${EXTENSION}$`, 'i')
/** Names with blanks that phones and chat programs give. */
const NAMED = new RegExp(`^(?:whatsapp image|screen ?shot|image|photo|picture|scan)\\b[^\\\\/]*\\.${EXTENSION}$`, 'i')
/** Without an extension: what cameras count up, and their folder. */
const COUNTED =
  /^(?:_?dsc[nfi]?|_?img|_?mg|imgp|pict|dji|gopr|gp|mvimg|pxl|pano|sam|cimg|hpim|kif|dcp|sany|[glpr](?=\d{6}))[_-]?\d{3,}(?:[_-]\w+)*$/i
const FOLDER = /^(?:.*[\\/])?dcim[\\/]\S*$/i

/** The words that makers have their cameras write, in lower case. */
const DEFAULTS = new Set([
  'ascii',
  'binary comment',
  'canon',
  'casio',
  'casio computer co.,ltd',
  'casio computer co.,ltd.',
  'dcf',
  'default',
  'digital camera',
  'digital still camera',
  'digitalcamera',
  'dsc',
  'exif',
  'exif jpeg',
  'exif picture',
  'exif_jpeg_picture',
  'exif_jpeg_420',
  'exif_jpeg_t422',
  'fujifilm',
  'image description',
  'jpeg',
  'kodak',
  'konica minolta digital camera',
  'leica',
  'minolta digital camera',
  'minolta dsc',
  'nikon',
  'olympus',
  'olympus digital camera',
  'panasonic',
  'panasonic dsc',
  'pentax',
  'pentax digital camera',
  'pentax dsc',
  'ricoh',
  'samsung',
  'samsung camera pictures',
  'samsung digital camera',
  'samsung dsc',
  'sanyo',
  'sanyo digital camera',
  'sony',
  'sony dsc',
  'user comments',
  'vivitar',
  // Phones of Huawei and Honor: how the picture was taken.
  ...['btf', 'btr', 'cof', 'dav', 'edf', 'fbt', 'mde', 'oznor', 'ptr', 'rbt', 'rhdr', 'rptnb', 'sdr'],
])
/** Families of the same: `KODAK Digital Still Camera`, `<Digimax i6 PMP, Samsung #1 MP3>`, `LEAD Technologies Inc. V1.01`. */
const FAMILIES = [
  /^[\w.,& -]{0,40}\bdigital (?:still )?camera$/i,
  /^<[^<>]*(?:samsung|digimax|kenox)[^<>]*>$/i,
  /^(?:lead technologies|applemark|creator: gd-jpeg|created with (?:the )?gimp|file written by adobe photoshop)/i,
  /^exif[_ ]jpeg\b/i,
  /^dcf \d/i,
  /^charset="?(?:ascii|unicode)/i,
]

/** Whether a text is none of a person's: a record of a program (Mapillary: the position, the device's name), a camera's default, or the name of a file. @param own the file's names for itself: its own, its camera's */
export function isMachineText(text: string, own: string[]): boolean {
  const words = text.replaceAll('\0', ' ').replace(/\s+/g, ' ').trim()
  return isRecord(text) || isDefaultText(words, own) || isFileName(words, own)
}

/** Whether a camera has written it by itself. */
export function isDefaultText(text: string, camera: string[]): boolean {
  const words = text.trim().toLowerCase()
  if (words !== '' && !/[\p{L}\p{N}\p{S}]/u.test(words)) return true
  return DEFAULTS.has(words) || FAMILIES.some((family) => family.test(words)) || isOneOfNames(words, camera)
}

function isFileName(words: string, own: string[]): boolean {
  return [FILE, PATH, NAMED, COUNTED, FOLDER].some((form) => form.test(words)) || isOneOfNames(words.toLowerCase(), own)
}

function isOneOfNames(words: string, names: string[]): boolean {
  return names.some((name) => name !== '' && name.trim().toLowerCase() === words)
}

function isRecord(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replaceAll('\0', ''))
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
