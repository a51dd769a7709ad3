import type { FileFields, SidecarFields } from '@/db/schema/file-fields'

/** What a file and its sidecar say together: the sidecar has the word on what it speaks of. */
export function joinSidecar(own: FileFields, said: Omit<SidecarFields, 'place'>): FileFields {
  return { ...own, ...said }
}
