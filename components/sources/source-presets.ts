/** A kind of S3 server and what is known of its address, so that people write as little as possible. */
export interface SourcePreset {
  id: string
  name: string
  /** The address with `{region}` or `{account}` in it; null: written by hand; empty: none is needed. */
  endpoint: string | null
  /** What stands in the field before anybody writes; empty: it must be written. */
  region: string
  /** What to write as the region; null where it means nothing to a person. */
  regionHint: string | null
  pathStyle: boolean
  /** An address to learn from, where it is written by hand. */
  example?: string
}

/** The S3 services that the form offers. */
export const PRESETS: readonly SourcePreset[] = [
  { id: 'aws', name: 'Amazon S3', endpoint: '', region: '', regionHint: 'Such as eu-central-1', pathStyle: false },
  {
    id: 'r2',
    name: 'Cloudflare R2',
    endpoint: 'https://{account}.r2.cloudflarestorage.com',
    region: 'auto',
    regionHint: null,
    pathStyle: true,
  },
  {
    id: 'b2',
    name: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    region: '',
    regionHint: 'Such as eu-central-003; it stands in the bucket’s endpoint',
    pathStyle: true,
  },
  {
    id: 'wasabi',
    name: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    region: '',
    regionHint: 'Such as eu-central-2',
    pathStyle: true,
  },
  {
    id: 'hetzner',
    name: 'Hetzner Object Storage',
    endpoint: 'https://{region}.your-objectstorage.com',
    region: 'fsn1',
    regionHint: 'fsn1, nbg1 or hel1',
    pathStyle: true,
  },
  {
    id: 'scaleway',
    name: 'Scaleway',
    endpoint: 'https://s3.{region}.scw.cloud',
    region: 'fr-par',
    regionHint: 'fr-par, nl-ams or pl-waw',
    pathStyle: true,
  },
  {
    id: 'digitalocean',
    name: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    region: 'fra1',
    regionHint: 'Such as fra1 or nyc3',
    pathStyle: false,
  },
  {
    id: 'minio',
    name: 'MinIO',
    endpoint: null,
    region: 'us-east-1',
    regionHint: null,
    pathStyle: true,
    example: 'http://nas.local:9000',
  },
  {
    id: 'ceph',
    name: 'Ceph',
    endpoint: null,
    region: 'us-east-1',
    regionHint: null,
    pathStyle: true,
    example: 'https://ceph.example.org',
  },
  {
    id: 'garage',
    name: 'Garage',
    endpoint: null,
    region: 'garage',
    regionHint: null,
    pathStyle: true,
    example: 'http://nas.local:3900',
  },
  {
    id: 'other',
    name: 'Another S3 server',
    endpoint: null,
    region: '',
    regionHint: 'As the server calls it; us-east-1 fits most',
    pathStyle: true,
    example: 'https://s3.example.org',
  },
]

/** The preset of an id; the last one (any server) when there is none. */
export function presetOf(id: string): SourcePreset {
  return PRESETS.find((preset) => preset.id === id) ?? (PRESETS.at(-1) as SourcePreset)
}

/** The endpoint with dots where something is still to be written. */
export function endpointSoFar(preset: SourcePreset, written: { endpoint: string; region: string; account: string }) {
  return endpointOf(preset, {
    ...written,
    region: written.region.trim() || '…',
    account: written.account.trim() || '…',
  })
}

/**
 * What must be written before anything is tried: without it the keys would go to a server that nobody meant.
 * @returns the field and what to write, or null when nothing is missing
 */
export function gapOf(
  preset: SourcePreset,
  { endpoint, region, account }: { endpoint: string; region: string; account: string },
): { field: string; text: string } | null {
  if (preset.endpoint === null && !endpoint.trim()) {
    return {
      field: 'endpoint',
      text: `Write the address of the server, such as ${preset.example ?? 'https://s3.example.org'}.`,
    }
  }
  if (wantsAccount(preset) && !account.trim()) {
    return { field: 'account', text: 'Write the account ID; it stands in the dashboard, in the address of the bucket.' }
  }
  if (preset.regionHint !== null && preset.id !== 'other' && !region.trim()) {
    return { field: 'region', text: 'Write the region the bucket lies in.' }
  }
  return null
}

/** What an address wants beside the region. */
export const wantsAccount = (preset: SourcePreset) => preset.endpoint?.includes('{account}') ?? false

/**
 * The endpoint a preset leads to; null for Amazon's own.
 * @param written what stands in the form's fields
 */
export function endpointOf(
  preset: SourcePreset,
  written: { endpoint: string; region: string; account: string },
): string | null {
  if (preset.endpoint === null) return written.endpoint.trim() || null
  if (preset.endpoint === '') return null
  return preset.endpoint.replace('{region}', written.region.trim()).replace('{account}', written.account.trim())
}
