import type { CameraFields } from '@/db/schema/photos'

/**
 * Whether a text is a program's and nobody's description (docs/words.md, "Machine texts", has the rule): it stays among the raw tags and is shown to
 * nobody as words about the picture.
 * @param camera of the same file: its name alone says nothing of the picture
 */
export function isMachineText(text: string, camera?: Pick<CameraFields, 'make' | 'model'>): boolean {
  const plain = text.replaceAll('\0', '').trim()
  const folded = fold(plain)
  return (
    folded === '' ||
    CODES.has(plain) ||
    PLACEHOLDERS.has(folded) ||
    isCameraWords(folded) ||
    isCameraName(folded, camera) ||
    PATTERNS.some((pattern) => pattern.test(plain)) ||
    isRecord(plain)
  )
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .replaceAll(/^[\s."'<([-]+|[\s."'>)\]-]+$/g, '')
}

/** What phones and scanners write into every picture; compared letter by letter, as people write some of them otherwise. */
const CODES = new Set(
  `MAP rhdr hdrpl oznorWO frontbhdp fbt rbt ptr fbthdr btr mon nor dav mde mde_soft edf btfmdn btf btfhdr frem oznor ozedf rpt burst sdr_HDRB sdr cof
  qrf hdr hbrf hbk fpt bmw_stab ozdav ozcof smart default dav_soft hdr_soft vivid rbr sbt norm oppo oplus`.split(/\s+/),
)

/** Folded: lower case, `_` as a space, without signs around it. */
const PLACEHOLDERS = new Set(
  `binary comment|exif jpeg picture|jpeg picture|exif jpeg|null|(null|undefined|nil|nan|n/a|no comment|default|digital camera|digital still camera|
  digital stillcamera|still picture|screenshot|screen shot|dcf 1.0|dcf1.0|dvc 10.1 hdmi|iclarified|created by imlib|created with gimp|created by accusoft corp|
  my beautiful picture|user comment|user comments|untitled|exif jpeg 422|imagedescription|image description|imagetitle|image title|adobe imageready|ascii|no description|yuv|
  applemark|polaroidpdc|acd systems digital imaging|converted pbm file|picasa|samsung|samsung camera pictures|toshiba exif jpeg|mapillary`
    .split('|')
    .map((one) => one.trim()),
)

const MAKERS = `acer agfa agfaphoto apple aiptek asahi asus benq blackberry canon casio concord contax digimax dji eastman epson ericsson exilim fuji
  fujifilm ge general gopro gateway genius google hasselblad hewlett hewlett-packard honor hp htc huawei insta360 jenoptik jvc kenox kodak
  konica kyocera leaf leica lenovo lg lge lumix mamiya medion meizu microtek minolta minox mitsubishi motorola mustek nec nikon nokia olympus oneplus
  oppo packard panasonic parrot pentax phase philips photosmart polaroid praktica premier premium realme ricoh rollei sanyo samsung seiko sharp
  sigma skanhex sony sonyericsson supra traveler toshiba trust umax vivitar vivo xiaomi yakumo yashica zeiss zte`

const MAKER = new Set(MAKERS.split(/\s+/))
/** What stands beside a maker's name in a placeholder. */
const BESIDE = new Set(
  `digital still camera cameras stillcamera dsc picture pictures image images photo photos jpeg exif dcf 1.0 corporation corp co ltd inc company
  optical electric electronics techwin computer imaging film electronic mobile communications phone tec technologies technology coolpix cybershot
  cyber-shot powershot finepix easyshare and of by taken with the`.split(/\s+/),
)

/** A maker's name with words such as "digital camera" and nothing else: "KONICA MINOLTA DIGITAL CAMERA", "EPSON DSC picture". */
function isCameraWords(folded: string): boolean {
  const words = folded.split(/[\s,.]+/).filter((word) => word !== '')
  const makers = words.filter((word) => MAKER.has(word)).length
  return makers > 0 && words.length > 1 && words.every((word) => MAKER.has(word) || BESIDE.has(word))
}

function isCameraName(folded: string, camera: Pick<CameraFields, 'make' | 'model'> | undefined): boolean {
  const make = fold(camera?.make ?? '')
  const model = fold(camera?.model ?? '')
  return [make, model, `${make} ${model}`.trim()].some((name) => name !== '' && name === folded)
}

/** Programs that write their name where a description should stand. */
const PROGRAMS =
  `vsco|vscocam|snapseed|moldiv|polarr|dxo|gimp|google ai|google photos|darkroom|lightroom|photoshop|picsart|prisma|facetune|canva|pixlr|luminar|
  capture one|affinity|nero|picasa|acdsee|irfanview|xnview|repix|instagram|afterlight|meitu|beautyplus|faceapp|remini|b612|retrica|inshot|aviary|paint\\.net|imagemagick|ffmpeg|hipstamatic|camera\\+|
  dall-?e|midjourney|stable diffusion|firefly|bing image creator`.replaceAll(/\s*\n\s*/g, '')

const PATTERNS = [
  new RegExp(
    `^(?:processed|edited|created|made|generated|exported|rendered|converted|enhanced|retouched|shot) (?:with|by|from|in|on|using|via) (?:the |adobe )?(?:${PROGRAMS})(?![\\p{L}\\p{N}])`,
    'iu',
  ),
  // One sign again and again: a field that was filled and never written.
  /^(\S)\1{7,254}$/u,
  // Where the camera put the file: DCIM\100MEDIA\DJI_0024.JPG, /storage/emulated/0/DCIM/…
  /^(?:[a-z]:)?[\\/]?(?:[\w. -]+[\\/])*(?:DCIM|storage|sdcard|mnt)[\\/][^\n]{1,200}$/i,
  // Cameras that list themselves: <Digimax S500 / Kenox S500 / Digimax Cyber 530>, <Samsung i5, Kenox i5>.
  /^<[^<>\n]*\b(?:digimax|kenox|samsung)\b[^<>\n]*>$/i,
  /^(?:oplus|oppo|realme)_\d+$/i,
  // What Facebook, FFmpeg and Canva number their files by.
  /^(?:fbmd[\da-f]{6,}|Lav[cf]\d[\d.]*|xr:d:[\w-]{4,}(?:[:,][\w-]+)*)$/i,
  /^[\s.\-_*#?=~+]*$/,
  /^(?:\d+\s*x\s*\d+\s*)?(?:jpe?g|exif)(?:\s*(?:image|file|version|v)?\s*[\d.]+)?$/i,
  /^\s*(?:bplist00|<\?xml|<\?xpacket|<!doctype|<plist|<svg|<x:xmpmeta|<rdf:rdf|<html)/i,
  // Property lists of iPhone camera apps: { AEAverage = 195; … }
  /^\s*\{\s*(?:"?[\w. -]{1,60}"?\s*=\s*[^;]{0,500};\s*)+\}?\s*$/,
  // JSON, also such as was cut off.
  /^\s*\{\s*"[\w.@ -]{1,80}"\s*:/,
  /^\s*\[\s*\{\s*"/,
  // What image generators were asked for and with which numbers.
  /\bSteps: \d+, (?:Sampler|CFG scale|Seed|Size)\b/,
  /\bNegative prompt:/,
  /\bJob ID: [\da-f]{8}-[\da-f]{4}-/i,
  // A program's version, and what a camera measured: R:  139 G:  255 B:  189 …
  /^v?\d+(?:\.\d+){2,}$/i,
  /^(?:[a-z]{1,3}:\s*-?\d+\s+){4}/i,
  /^(?:charset=|File written by Adobe Photoshop|CREATOR: gd-jpeg|Processed By eBay|Optimized by|JPEG Encoder Copyright|Adobe Photoshop(?: CS)? ?\d|Intel\(R\) JPEG|LEAD Technologies|File source:)/i,
]

const FILE_NAME =
  /^(?:(?:img|imag|image|dsc|dscn|dscf|pict|dji|gopr|sam|hpim|cimg|pxl|screenshot|photo)[_-]?\d[\d_-]{2,}|p\d{7})[\w-]{0,12}(?:\.(?:jpe?g|hei[cf]|png|tiff?|dng))?$/i

/** Whether a text is the name a camera gave to the file (`IMG_1234.JPG`): that is no description of the picture. */
export function isFileName(text: string): boolean {
  return FILE_NAME.test(text.replaceAll('\0', '').trim())
}

/** JSON, and the lists of a phone's camera: filter: 0; filterMask: 0; captureOrientation: 0; … */
function isRecord(text: string): boolean {
  const pairs = text.match(/[A-Za-z][\w-]{0,60}\s*[:=]\s*[^;\n]{0,200};/g) ?? []
  if (pairs.length >= 3 && pairs.some((pair) => /^[a-z]+(?:[A-Z]|[_-])\w*\s*[:=]/.test(pair))) return true
  if (!/^[[{]/.test(text)) return false
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
