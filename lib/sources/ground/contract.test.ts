import { describe, expect, it } from 'vitest'
import { CheckSource, CreateSource, UpdateSource } from './contract'
import { ScanAction } from './scan-contract'

const s3 = { name: 'Holidays', kind: 's3', bucket: 'photos', accessKeyId: 'AK', secretAccessKey: 'SK' }
const directory = { name: 'NAS', kind: 'directory', path: '/mnt/photos' }

const problems = (schema: typeof CreateSource | typeof CheckSource | typeof UpdateSource, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []

describe('a new source', () => {
  const right: [string, object][] = [
    ['a bucket at AWS', s3],
    ['a bucket elsewhere', { ...s3, endpoint: 'http://192.168.1.9:9000', pathStyle: true, region: 'auto' }],
    ['an endpoint with a path', { ...s3, endpoint: 'https://x.supabase.co/storage/v1/s3' }],
    ['a bucket open to all', { name: 'x', kind: 's3', bucket: 'open-data' }],
    ['a prefix of any letters', { ...s3, prefix: '/../ 100% & + # Ä\n/' }],
    ['a folder', directory],
    ['a folder, with nulls for what is a bucket’s', { ...directory, bucket: null, endpoint: null, prefix: '' }],
    ['limits taken away', { ...s3, bytesPerSecond: null, rescanMinutes: null, forgetAfterDays: null }],
  ]
  it.each(right)('takes %s', (_about, value) => expect(problems(CreateSource, value)).toEqual([]))

  const wrong: [string, object, RegExp][] = [
    ['no bucket', { name: 'x', kind: 's3' }, /^bucket: write/],
    ['half a pair of keys', { ...s3, secretAccessKey: undefined }, /^secretAccessKey: give both/],
    ['no folder', { name: 'x', kind: 'directory' }, /^path: write/],
    ['a relative folder', { ...directory, path: 'photos' }, /^path: write the whole path/],
    ['a way up', { ...directory, path: '/mnt/photos/../../etc' }, /^path: write the path without/],
    ['a folder with keys', { ...directory, accessKeyId: 'AK' }, /^accessKeyId: belongs to a bucket/],
    ['a bucket with a folder', { ...s3, path: '/mnt' }, /^path: belongs to a folder/],
    ['a file as an endpoint', { ...s3, endpoint: 'file:///etc/passwd' }, /^endpoint: write an address/],
    ['a password in the endpoint', { ...s3, endpoint: 'https://u:p@s3.example.org' }, /^endpoint: /],
    ['a query in the endpoint', { ...s3, endpoint: 'https://s3.example.org/?x=1' }, /^endpoint: /],
    ['a path as a bucket', { ...s3, bucket: '../other' }, /^bucket: /],
    ['a line break in a key', { ...s3, accessKeyId: 'AK\r\nx-evil: 1' }, /^accessKeyId: /],
    ['an unknown field', { ...s3, owner: 'me' }, /^: Unrecognized key/],
    ['an unknown kind', { ...s3, kind: 'ftp' }, /^kind: /],
    ['an empty name', { ...s3, name: '  ' }, /^name: give/],
  ]
  it.each(wrong)('refuses %s', (_about, value, problem) => {
    const found = problems(CreateSource, value)
    expect(found[0]).toMatch(problem)
  })
})

describe('a check', () => {
  it('takes a whole source, or an id with what is new', () => {
    expect(problems(CheckSource, s3)).toEqual([])
    expect(problems(CheckSource, { kind: 's3', bucket: 'photos' })).toEqual([])
    expect(problems(CheckSource, { id: crypto.randomUUID() })).toEqual([])
    expect(problems(CheckSource, { id: crypto.randomUUID(), bucket: 'other' })).toEqual([])
  })

  it('says in words what is missing', () => {
    expect(problems(CheckSource, {})).toEqual(['kind: is "s3" or "directory"'])
    expect(problems(CheckSource, { kind: 's3' })).toEqual(['bucket: write the bucket’s name'])
  })
})

it('a scan is started unless another action is asked for', () => {
  expect(ScanAction.parse({})).toEqual({ action: 'start' })
})

it('a change of nothing is fine, a change of kind is not', () => {
  expect(problems(UpdateSource, {})).toEqual([])
  expect(problems(UpdateSource, { kind: 's3' })).toHaveLength(1)
})
