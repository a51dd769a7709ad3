import { isMachineText } from '../metadata/machine-text'
import type { Comparison } from './agreement'
import type { ManifestFile } from './manifest'

interface Known {
  field: string
  path: RegExp
  why: string
  /** Narrows the exception further. */
  only?: (comparison: Comparison, file: ManifestFile) => boolean
}

/** Every place where Albumen reads something else than the manifest says, with the reason. */
export const KNOWN: Known[] = [
  {
    field: 'offset',
    path: /./,
    why: 'the file has no offset tag: it is derived from the satellite time (the manifest notes it as derivable)',
    only: ({ truth }, file) => truth === null && file.truth.taken?.gps_utc !== undefined,
  },
  {
    field: 'offset',
    path: /forest-cropped|cyclamen_persicum|tanners_ridge|CMYK_color|elodie\/with-|pigallery\/IMG/,
    why: 'XMP or IPTC name the zone of the very moment that EXIF tells without one',
    only: ({ truth, read }) => truth === null && read !== '+00:00',
  },
  {
    field: 'date',
    path: /flower_small\.(rgb\.png|cmyk\.jpg)|gps-datetime\.jpg/,
    why: 'nothing but the satellite’s time tells when; the truth did not look at it',
  },
  {
    field: 'aperture',
    path: /./,
    why: 'told in APEX only, which the truth did not look at',
    only: ({ truth, read }) => (truth === undefined || truth === null) && read !== null,
  },
  {
    field: 'exposure',
    path: /./,
    why: 'told in APEX only, which the truth did not look at',
    only: ({ truth, read }) => (truth === undefined || truth === null) && read !== null,
  },
  {
    field: 'date',
    path: /exif-date-dashes|exif-date-iso-t-z/,
    why: 'dates are read in every shape that exiftool reads; the manifest wanted EXIF’s own alone',
  },
  { field: 'offset', path: /filename\/PXL_/, why: 'Pixel phones name their files in UTC' },
  { field: 'lens', path: /gps\/exif_gps\.jpg/, why: 'a test’s lens of numbers alone, 1 mm at f/1' },
  { field: 'date', path: /^dates\/made\/filename\//, why: 'no date in the file: the one in its name is offered' },
  { field: 'date', path: /exif-date-epoch-0/, why: '1970-01-01 00:00:00 is an unset clock' },
  { field: 'date', path: /exif-date-leap-second/, why: 'a timestamp has no second 60: the second before is kept' },
  { field: 'date', path: /exif-date-year-9999|gps\/exif_gps\.jpg/, why: 'lies in the future (9999, 2099)' },
  { field: 'exposure', path: /gps\/exif_gps\.jpg/, why: 'an exposure of 136 years is no exposure' },
  {
    field: 'size',
    path: /\.heic$|really-a-heic\.jpg$/i,
    why: 'the container crops the coded size (clap), exiftool gives the coded one',
  },
  {
    field: 'GPS',
    path: /lat-91|lon-200|null-island|only-latitude/,
    why: 'no place on earth, or 0/0: no location (the manifest asks for that)',
  },
  {
    field: 'GPS',
    path: /gps-stripping\/xmp-only|sidecar\/2024|issue-590/,
    why: 'the location stands in XMP, which the truth did not look at',
  },
  {
    field: 'GPS',
    path: /geodegrees_as_string/,
    why: 'the text is "52,00000,50,00000,34,01180": decimals with a comma, 52° 50′ 34″; exiftool reads 52° 0′ 50″',
  },
  {
    field: 'make',
    path: /two-exif-segments/,
    why: 'the first of two EXIF segments counts (the manifest asks for that)',
  },
  {
    field: 'description',
    path: /multiple_exif/,
    why: 'one EXIF block cut in two segments: nothing but a test file writes that',
  },
  {
    field: 'description',
    path: /hopper_(jpg|lzma|lzw|webp)\.tif/,
    why: 'a Latin-1 character that exiftool printed as a question mark',
  },
  {
    field: 'description',
    path: /exif-ascii-field-with-invalid-utf8/,
    why: 'not UTF-8, so read as Latin-1; exiftool prints question marks',
  },
  {
    field: 'description',
    path: /./,
    why: 'what cameras and programs write into every picture is nobody’s description (docs/words.md)',
    only: ({ truth }) => typeof truth === 'string' && isMachineText(truth),
  },
  { field: 'description', path: /control-characters/, why: 'control characters are removed' },
  { field: 'description', path: /very-long-description/, why: 'cut at 10,000 characters' },
  { field: 'title', path: /very-long-description/, why: 'cut at 500 characters' },
  { field: 'title', path: /rtl-override/, why: 'characters that reorder the text around them are removed' },
  {
    field: 'description',
    path: /nikonMakernoteType2b|Ricoh2|undef-usercomment|windowsXpFields/,
    why: 'the description is blank: the user comment takes its place (the manifest lists that apart)',
  },
  {
    field: 'description',
    path: /xss-everywhere/,
    why: 'the same text stands as the camera’s name, which is no description',
  },
  {
    field: 'keywords',
    path: /nature\/tanners_ridge/,
    why: 'lr:hierarchicalSubject has keywords that the flat list, which the truth looked at, lacks',
  },
  {
    field: 'keywords',
    path: /sidecar\/2024/,
    why: 'the IPTC keyword is UTF-8 without saying so; exiftool reads it as Latin-1',
  },
]

/** The reason why a disagreement is right, or undefined. */
export function reasonFor(comparison: Comparison, file: ManifestFile): Known | undefined {
  return KNOWN.find(
    ({ field, path, only }) =>
      field === comparison.field && path.test(comparison.path) && (only?.(comparison, file) ?? true),
  )
}
