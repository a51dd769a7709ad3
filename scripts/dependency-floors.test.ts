import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

interface Floor {
  name: string
  least: string
  why: string
  /** Whether it must be there; the others are held to their floor as soon as anything brings them. */
  needed?: boolean
}

/** The last fix of each, not the first: several first ones were incomplete. Found by hand: no advisory service is asked in a test. */
const FLOORS: Floor[] = [
  {
    name: 'next',
    least: '16.3.4',
    needed: true,
    why: 'GHSA-2xp9-vwfh-vxw4 (code run by AVIF in the optimiser), CVE-2025-66478, CVE-2026-23870, CVE-2026-64641 (bodies that run code or burn time), CVE-2026-44575, -45109, GHSA-6gpp-xcg3-4w24 (proxies passed by), CVE-2026-44578 (SSRF)',
  },
  {
    name: 'react',
    least: '19.2.4',
    needed: true,
    why: 'CVE-2025-55182, -55183, -55184, -67779: the last of four patches',
  },
  { name: 'react-dom', least: '19.2.4', needed: true, why: 'the same release as react' },
  {
    name: 'next-auth',
    least: '4.24.15',
    needed: true,
    why: 'GHSA-7rqj-j65f-68wh (address checked before it was normalised), GHSA-x445-f3h2-j279 (state not bound to the provider)',
  },
  {
    name: 'sharp',
    least: '0.35.4',
    needed: true,
    why: 'GHSA-rgj7-g3m4-5g8c (libheif before 1.23.2, heap overflow); CVE-2023-4863 (libwebp) before it',
  },
  { name: 'libheif-js', least: '1.23.2', why: 'the same decoder: CVE-2026-32882, -49271, -3950, -3949, -32741' },
  { name: '@node-webcodecs/static-linux-x64', least: '1.3.0', why: 'FFmpeg 8.0.3, its decoder of HEVC' },
  { name: 'drizzle-orm', least: '0.45.2', needed: true, why: 'CVE-2026-39356: identifiers were not escaped' },
  {
    name: 'nodemailer',
    least: '7.0.7',
    needed: true,
    why: 'GHSA-5jpx-9hw9-2fx4: mail for "a@evil"@good went to evil',
  },
  { name: 'file-type', least: '21.3.2', why: 'CVE-2026-31808 (55 bytes for an endless loop), CVE-2026-32630' },
  {
    name: 'jose',
    least: '4.15.5',
    why: 'CVE-2024-28176: an encrypted cookie that unpacks to more than there is memory',
  },
  { name: 'cookie', least: '0.7.0', why: 'CVE-2024-47764: names with what ends a cookie' },
  { name: 'fast-xml-parser', least: '5.2.0', why: 'CVE-2024-41818: replies of a bucket are read with it' },
  { name: 'postcss', least: '8.4.31', why: 'CVE-2023-44270' },
  {
    name: 'preact',
    least: '10.28.2',
    why: 'CVE-2026-22028: JSON taken for elements; next-auth draws its pages with it',
  },
  {
    name: 'js-yaml',
    least: '4.1.1',
    why: 'CVE-2025-64718: merge keys change prototypes; the worker reads its settings with it',
  },
  { name: '@babel/runtime', least: '7.26.10', why: 'CVE-2025-27789: a replacement that takes quadratic time' },
  { name: 'nanoid', least: '3.3.8', why: 'CVE-2024-55565: ids that can be foreseen' },
  { name: 'json5', least: '2.2.2', why: 'CVE-2022-46175: __proto__ in a file' },
  { name: 'minimist', least: '1.2.6', why: 'CVE-2021-44906: the same in arguments' },
  { name: 'semver', least: '7.5.2', why: 'CVE-2022-25883: ranges that take quadratic time' },
  { name: 'y18n', least: '5.0.5', why: 'CVE-2020-7774: the same as minimist' },
]

interface Locked {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>
}

const ROOT = path.join(import.meta.dirname, '..')
const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as Locked

/** Every version of a package that is installed anywhere in the tree. */
function versionsOf(name: string): [string, string][] {
  return Object.entries(packages)
    .filter(([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`))
    .map(([place, { version = '' }]) => [place, version])
}

/** By number; what stands before a release counts less than the release. */
function isAtLeast(version: string, least: string): boolean {
  const [plain = '', early] = version.split(/-(.*)/s)
  const [given, floor] = [plain, least].map((one) => one.split('.').map(Number)) as [number[], number[]]
  for (const [at, part] of floor.entries()) {
    if ((given[at] ?? 0) !== part) return (given[at] ?? 0) > part
  }
  return early === undefined
}

test('versions are compared by number', () => {
  expect(isAtLeast('16.10.0', '16.3.4')).toBe(true)
  expect(isAtLeast('16.3.4', '16.3.4')).toBe(true)
  expect(isAtLeast('16.3.4-canary.1', '16.3.4')).toBe(false)
  expect(isAtLeast('16.3.3', '16.3.4')).toBe(false)
  expect(isAtLeast('0.45.10', '0.45.2')).toBe(true)
})

describe('no version with a known hole', () => {
  test.each(FLOORS)('$name is at least $least: $why', ({ name, least, needed }) => {
    const found = versionsOf(name)
    if (needed) expect(found.length, `${name} is not in package-lock.json`).toBeGreaterThan(0)
    expect(found.filter(([, version]) => !isAtLeast(version, least))).toEqual([])
  })

  test('the decoders within sharp are the mended ones', async () => {
    const { default: sharp } = await import('sharp')
    const { heif, webp } = sharp.versions as Record<string, string | undefined>
    expect(isAtLeast(heif ?? '0', '1.23.2'), `libheif ${heif}`).toBe(true)
    expect(isAtLeast(webp ?? '0', '1.3.2'), `libwebp ${webp}`).toBe(true)
  })

  test('every package is held to the hash it was chosen with', () => {
    // npm notes no hash of what is for other systems than the one the lock was made on.
    const places = Object.entries(packages).filter(([place, { optional }]) => place !== '' && !optional)
    expect(places.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([])
  })
})
