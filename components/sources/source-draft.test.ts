import { describe, expect, it } from 'vitest'
import { CheckSource, CreateSource } from '@/lib/sources/ground/contract'
import {
  EMPTY_DRAFT,
  locationOf,
  newSourceOf,
  proposedName,
  type SourceDraft,
  withPreset,
  withTyped,
} from './source-draft'
import { endpointOf, gapOf, PRESETS, presetOf, wantsAccount } from './source-presets'

const bucket: SourceDraft = {
  ...EMPTY_DRAFT,
  bucket: 'photos',
  region: 'eu-central-1',
  accessKeyId: 'AK',
  secretAccessKey: 'secret',
}

describe('the form of a new source', () => {
  it.each(PRESETS.map((preset) => [preset.id] as const))('says with %s what the API takes', (id) => {
    const preset = presetOf(id)
    const draft = {
      ...withPreset(bucket, id),
      region: preset.region || 'eu-1',
      account: 'abc123',
      endpoint: preset.example ?? '',
    }
    expect(CreateSource.safeParse(newSourceOf(draft)).error).toBeUndefined()
    expect(CheckSource.safeParse(locationOf(draft)).error).toBeUndefined()
    expect(endpointOf(preset, draft) ?? '').not.toMatch(/[{}]/)
    expect(wantsAccount(preset)).toBe(id === 'r2')
  })

  it.each([
    ['minio', { endpoint: ' ' }, 'endpoint'],
    ['other', { endpoint: '' }, 'endpoint'],
    ['r2', { account: '' }, 'account'],
    ['b2', { region: '' }, 'region'],
    ['aws', { region: '' }, 'region'],
    ['aws', { region: 'eu-central-1' }, undefined],
    ['r2', { account: 'abc' }, undefined],
    ['ceph', { endpoint: 'http://nas:7480', region: '' }, undefined],
  ] as [string, Partial<SourceDraft>, string | undefined][])('%s with %j: misses %s', (id, written, field) => {
    expect(gapOf(presetOf(id), { ...bucket, ...written })?.field).toBe(field)
  })

  it('says of a folder on the server only its path', () => {
    const draft: SourceDraft = { ...bucket, kind: 'directory', path: ' /mnt/photos ' }
    expect(locationOf(draft)).toEqual({ kind: 'directory', path: '/mnt/photos' })
    expect(CreateSource.safeParse(newSourceOf(draft)).error).toBeUndefined()
  })

  it('keeps a prefix as it was typed, byte for byte', () => {
    const prefix = ' Urlaub/2023 '
    expect(locationOf({ ...bucket, prefix })).toMatchObject({ prefix })
    expect(locationOf(bucket)).not.toHaveProperty('prefix')
  })

  it('leaves keys out as null where none are written', () => {
    const open = { ...bucket, accessKeyId: ' ', secretAccessKey: '' }
    expect(locationOf(open)).toMatchObject({ accessKeyId: null, secretAccessKey: null })
  })

  it.each([
    [{ ...bucket, prefix: 'Urlaub/2023/' }, '2023'],
    [bucket, 'photos'],
    [{ ...bucket, kind: 'directory' as const, path: '/mnt/photos/' }, 'photos'],
    [{ ...EMPTY_DRAFT, kind: 'directory' as const, path: '/' }, 'My photos'],
  ])('proposes a name', (draft, name) => {
    expect(proposedName(draft)).toBe(name)
  })

  it('keeps what was typed before the script came', () => {
    const early = new FormData()
    for (const [name, value] of [
      ['source-kind', 's3'],
      ['preset', 'hetzner'],
      ['region', 'nbg1'],
      ['bucket', 'photos'],
      ['accessKeyId', ''],
    ] as const)
      early.set(name, value)
    expect(withTyped(EMPTY_DRAFT, early)).toEqual({
      ...EMPTY_DRAFT,
      preset: 'hetzner',
      pathStyle: true,
      region: 'nbg1',
      bucket: 'photos',
    })
    const folder = new FormData()
    folder.set('source-kind', 'directory')
    expect(withTyped(EMPTY_DRAFT, folder).kind).toBe('directory')
    expect(withTyped(EMPTY_DRAFT, new FormData())).toEqual(EMPTY_DRAFT)
  })

  it('takes the typed name before the proposed one', () => {
    expect(newSourceOf({ ...bucket, name: ' Holidays ' }).name).toBe('Holidays')
  })
})
