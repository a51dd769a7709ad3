import { describe, expect, it } from 'vitest'
import { MAX_FUNCTION_LINES } from './structure-facts'
import { checkStructure, MAX_FILES, MAX_LINES } from './structure-rules'

const check = (sources: Record<string, string>) => checkStructure(new Map(Object.entries(sources)))

const HOUSE = {
  'lib/env.ts': 'export const env = process.env',
  'db/client.ts': "import pg from 'pg'\nimport { env } from '../lib/env'\nexport const pool = new pg.Pool(env)",
  'lib/photos/contract.ts': "import * as z from 'zod'\nexport const Photo = z.object({})",
  'lib/photos/find.ts':
    "import { pool } from '@/db/client'\nimport { Photo } from './contract'\nexport const find = [pool, Photo]",
  'lib/http/client.ts': "export const api = () => fetch('/')",
  'lib/http/route.ts': "import { env } from '../env'\nexport const route = env",
  'lib/imaging/picture/decode.ts': "import sharp from 'sharp'\nexport const decode = sharp",
  'lib/storage/s3.ts': "import { S3Client } from '@aws-sdk/client-s3'\nexport const s3 = S3Client",
  'components/photos/grid.tsx':
    "import { api } from '@/lib/http/client'\nimport { Photo } from '@/lib/photos/contract'\nimport type { find } from '@/lib/photos/find'\nexport const Grid = () => [api, Photo]",
  'app/(library)/photos/[id]/page.tsx':
    "import { Grid } from '@/components/photos/grid'\nimport { find } from '@/lib/photos/find'\nexport default [Grid, find]",
  'app/api/v1/photos/route.ts': "import { route } from '@/lib/http/route'\nexport const GET = route",
  'scripts/worker.ts':
    "import { find } from '../lib/photos/find'\nimport { pool } from '../db/client'\nexport default [find, pool]",
  'lib/photos/find.test.ts':
    "import { pool } from '@/db/client'\nimport { GET } from '@/app/api/v1/photos/route'\nexport default [pool, GET]",
}

describe('a house in order', () => {
  it('has no fault', () => {
    expect(check(HOUSE)).toEqual([])
  })
})

describe('each rule', () => {
  const cases: [string, string, string, RegExp][] = [
    [
      'app imports db',
      'app/page.tsx',
      "import { pool } from '@/db/client'\nexport default pool",
      /imports @\/db\/client: app may not know db; ask a verb of lib/,
    ],
    [
      'app imports a type of db',
      'app/page.tsx',
      "import type { pool } from '@/db/client'\nexport type P = typeof pool",
      /app may not know db/,
    ],
    [
      'components import db',
      'components/photos/a.tsx',
      "import { pool } from '@/db/client'\nexport default pool",
      /components\/photos may not know db/,
    ],
    [
      'components import a verb',
      'components/photos/a.tsx',
      "import { find } from '@/lib/photos/find'\nexport default find",
      /needs the server \(lib\/photos\/find.ts → db\/client.ts\)/,
    ],
    [
      'components import app',
      'components/photos/a.tsx',
      "import Page from '@/app/(library)/photos/[id]/page'\nexport default Page",
      /app stands above components\/photos/,
    ],
    [
      'lib imports components',
      'lib/photos/x.ts',
      "import { Grid } from '@/components/photos/grid'\nexport default Grid",
      /components\/photos stands above lib\/photos in/,
    ],
    [
      'lib imports app lazily',
      'lib/photos/x.ts',
      "export const x = () => import('@/app/page')",
      /app stands above lib\/photos/,
    ],
    [
      'a folder imports one above it',
      'lib/http/x.ts',
      "import { find } from '../photos/find'\nexport default find",
      /lib\/photos stands above lib\/http .* belongs into lib\/http or below it, or this file into lib\/photos/,
    ],
    [
      'db imports lib/http',
      'db/x.ts',
      "import { route } from '../lib/http/route'\nexport default route",
      /lib\/http stands above db/,
    ],
    [
      'the ground imports a folder',
      'lib/log.ts',
      "import { route } from './http/route'\nexport default route",
      /lib\/http stands above lib /,
    ],
    [
      'scripts import components',
      'scripts/x.ts',
      "import { Grid } from '@/components/photos/grid'\nexport default Grid",
      /scripts may not know components/,
    ],
    ['code imports a test helper', 'lib/photos/x.ts', "import '../../db/testing/factories'", /is for tests/],
    [
      'lib imports next',
      'lib/photos/x.ts',
      "import { cookies } from 'next/headers'\nexport default cookies",
      /only lib\/http and lib\/auth/,
    ],
    ['next/image', 'components/photos/a.tsx', "import Image from 'next/image'\nexport default Image", /next\/image/],
    ['process.env', 'lib/photos/x.ts', '\nexport const secret = process.env.AUTH_SECRET', /process.env \(line 2\)/],
    [
      'AWS SDK',
      'lib/photos/x.ts',
      "import { S3Client } from '@aws-sdk/client-s3'\nexport default S3Client",
      /only lib\/storage/,
    ],
    ['sharp', 'lib/photos/x.ts', "import sharp from 'sharp'\nexport default sharp", /only lib\/imaging/],
    ['exifr, lazily', 'lib/photos/x.ts', "export const x = () => import('exifr')", /only lib\/imaging/],
    ['next-auth', 'app/x/route.ts', "import NextAuth from 'next-auth'\nexport default NextAuth", /only lib\/auth/],
    ['a long file', 'lib/photos/x.ts', 'export {}\n'.repeat(MAX_LINES + 1), /has 251 lines/],
    [
      'a long function',
      'lib/photos/x.ts',
      `export function grow() {\n${'  grow()\n'.repeat(MAX_FUNCTION_LINES - 1)}}`,
      /grow \(line 1\) has \d+ lines/,
    ],
    [
      'a type from a folder above',
      'lib/http/x.ts',
      "import type { find } from '../photos/find'\nexport type F = typeof find",
      /lib\/photos stands above lib\/http/,
    ],
    ['a file named utils', 'lib/photos/utils.ts', 'export {}', /"utils" says nothing/],
    ['a file named shared', 'components/photos/shared.tsx', 'export {}', /"shared" says nothing/],
    ['a barrel', 'lib/photos/index.ts', 'export {}', /barrel/],
    ['camelCase', 'lib/photos/findPhoto.ts', 'export {}', /not kebab-case/],
    ['any', 'lib/photos/x.ts', 'export const x = (y: any) => y', /type any \(line 1\)/],
    ['any in brackets', 'lib/photos/x.ts', 'export const x = new Map<string, any>()', /type any/],
    [
      'a folder above, by require',
      'lib/http/x.ts',
      "export const find = require('../photos/find')",
      /lib\/photos stands above lib\/http/,
    ],
    [
      'a folder above, by import =',
      'lib/http/x.ts',
      "import find = require('../photos/find')\nexport default find",
      /lib\/photos stands above lib\/http/,
    ],
    [
      'a folder above, with an ending',
      'lib/http/x.ts',
      "import { find } from '../photos/find.js'\nexport default find",
      /lib\/photos stands above lib\/http/,
    ],
    ['code outside of the folders', 'lib/http/x.ts', "export { y } from '@/src/y'", /finds no file/],
    ['process[env]', 'lib/photos/x.ts', "export const x = process['env']", /process.env \(line 1\)/],
    ['a server action', 'app/x.ts', "export async function save() {\n  'use server'\n}", /server action/],
  ]
  it.each(cases)('%s', (_name, file, text, message) => {
    const others = { ...HOUSE, 'app/page.tsx': 'export default 1', 'db/testing/factories.ts': 'export {}' }
    const faults = check({ ...others, [file]: text })
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual([file])
    expect(faults[0]).toMatch(message)
  })

  it('a cycle', () => {
    const a = "import { b } from './b'\nexport const a = () => b"
    const b = "import { a } from './a'\nexport const b = () => a"
    expect(check({ 'lib/photos/a.ts': a, 'lib/photos/b.ts': b })).toEqual([
      'lib/photos/a.ts: imports itself through lib/photos/a.ts → lib/photos/b.ts → lib/photos/a.ts',
    ])
    expect(check({ 'lib/photos/a.ts': a.replace('import {', 'import type {'), 'lib/photos/b.ts': b })).toHaveLength(1)
    expect(check({ 'lib/photos/a.ts': "export const a = () => import('./b')", 'lib/photos/b.ts': b })).toEqual([])
  })

  it('a folder with too many files, and one without a place in the order', () => {
    const full = Array.from({ length: MAX_FILES + 1 }, (_, index) => [`lib/photos/file-${index}.ts`, 'export {}'])
    expect(check(Object.fromEntries(full))).toEqual([
      `lib/photos: holds ${MAX_FILES + 1} source files, ${MAX_FILES} are the most: cut it by subject`,
    ])
    expect(check({ 'lib/clouds/a.ts': 'export {}' })).toEqual([
      'lib/clouds: has no place in scripts/structure-order.ts: say there what it stands on',
    ])
  })

  it('a way to the server over three files', () => {
    const faults = check({
      ...HOUSE,
      'lib/photos/one.ts': "export { two } from './two'",
      'lib/photos/two.ts': "import { readFile } from 'node:fs/promises'\nexport const two = readFile",
      'components/photos/a.tsx': "import { two } from '@/lib/photos/one'\nexport default two",
    })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain('lib/photos/one.ts → lib/photos/two.ts → node:fs/promises')
  })
})

describe('what is allowed', () => {
  const cases: [string, string, string][] = [
    ['any in a string or comment', 'lib/photos/x.ts', "// any\nexport const x = 'any process.env'"],
    ['process.env in a script before install', 'scripts/x.mjs', 'process.env.NODE_ENV'],
    [
      'a contract from the server',
      'components/photos/a.tsx',
      "import { Photo } from '@/lib/photos/contract'\nexport default Photo",
    ],
    [
      'a function of the most lines',
      'lib/photos/x.ts',
      `export function grow() {\n${'  grow()\n'.repeat(MAX_FUNCTION_LINES - 2)}}`,
    ],
    ['sharp in a test', 'lib/photos/x.test.ts', "import sharp from 'sharp'\nexport default sharp"],
    ['a file of exactly the most lines', 'lib/photos/x.ts', 'export {}\n'.repeat(MAX_LINES)],
  ]
  it.each(cases)('%s', (_name, file, text) => {
    expect(check({ ...HOUSE, [file]: text })).toEqual([])
  })
})
