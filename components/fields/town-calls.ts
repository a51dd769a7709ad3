import { api } from '@/lib/http/client'
import { Towns } from '@/lib/places/contract'

/** Towns of the world whose name begins so. */
export async function fetchTowns(q: string, signal: AbortSignal): Promise<Towns['items']> {
  return (await api(Towns, 'GET', `/places?${new URLSearchParams({ q })}`, undefined, { signal })).items
}
