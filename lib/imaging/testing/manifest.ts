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

/** The test set's files, or null (with a loud word) where it is not at hand. */
export function readManifest(): ManifestFile[] | null {
  const path = join(TESTDATA, 'MANIFEST.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')).files
  process.stderr.write(`\nSKIPPED: the test set is not at ${TESTDATA}; its tests are not run.\n`)
  return null
}
