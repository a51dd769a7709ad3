import { api } from '@/lib/http/client'
import { ObjectPage, type ObjectsQuery } from '@/lib/sources/ground/browse-contract'
import {
  type CheckSource,
  type CreateSource,
  Forgotten,
  Source,
  SourceCheck,
  SourcePage,
  type UpdateSource,
} from '@/lib/sources/ground/contract'
import { type ScanAction, ScanPage, SourceScan } from '@/lib/sources/ground/scan-contract'

/** The query keys of sources: a change invalidates `SOURCES`. */
export const SOURCES = ['sources'] as const

/** A page of one's own sources. */
export function fetchSources(cursor: string | null): Promise<SourcePage> {
  const search = new URLSearchParams({ limit: '100' })
  if (cursor !== null) search.set('cursor', cursor)
  return api(SourcePage, 'GET', `/sources?${search}`)
}

/** A source of one's own. */
export function fetchSource(id: string): Promise<Source> {
  return api(Source, 'GET', `/sources/${id}`)
}

/** Connects a source. */
export function createSource(input: CreateSource): Promise<Source> {
  return api(Source, 'POST', '/sources', input)
}

/** Changes how a source is read. */
export function updateSource(id: string, input: UpdateSource): Promise<Source> {
  return api(Source, 'PATCH', `/sources/${id}`, input)
}

/** Disconnects a source. */
export async function removeSource(id: string): Promise<void> {
  await api(null, 'DELETE', `/sources/${id}`)
}

/** Forgets the photos of a source whose files are gone. @returns how many they were */
export async function forgetMissing(id: string): Promise<number> {
  return (await api(Forgotten, 'DELETE', `/sources/${id}/missing`)).forgotten
}

/** Tries an access without keeping anything of it. */
export function checkSource(input: CheckSource): Promise<SourceCheck> {
  return api(SourceCheck, 'POST', '/sources/check', input)
}

/** Starts, pauses, resumes or stops the scan of a source. */
export function steerScan(id: string, action: ScanAction): Promise<SourceScan> {
  return api(SourceScan, 'POST', `/sources/${id}/scan`, action)
}

/** A page of a source's scans, the latest first. */
export function fetchScans(id: string, cursor: string | null): Promise<ScanPage> {
  const search = new URLSearchParams({ limit: '10' })
  if (cursor !== null) search.set('cursor', cursor)
  return api(ScanPage, 'GET', `/sources/${id}/scans?${search}`)
}

/** A page of a source's objects. */
export function fetchObjects(
  id: string,
  { kind, state }: Pick<ObjectsQuery, 'kind' | 'state'>,
  cursor: string | null,
): Promise<ObjectPage> {
  const search = new URLSearchParams({ limit: '50' })
  if (kind) search.set('kind', kind)
  if (state) search.set('state', state)
  if (cursor !== null) search.set('cursor', cursor)
  return api(ObjectPage, 'GET', `/sources/${id}/objects?${search}`)
}
