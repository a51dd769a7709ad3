import { cache } from 'react'
import type { SimilarBarProps } from '@/components/similar/similar-bar'
import { photoName } from '@/components/words/photo-text'
import type { Context } from '@/lib/context/context'
import { AppError } from '@/lib/errors/app-error'
import type { Photo } from '@/lib/photos/contract'
import { getPhoto } from '@/lib/photos/get-photo'
import type { Filter } from '@/lib/search/language/filter'
import { parseSimilar, type Similar } from '@/lib/search/language/similar-value'
import { thingNames } from './named-things'

/** More photos of one filter are not called by their names. */
const MOST_NAMED = 5

/** What stands above a list of photos that look like one. */
export type SimilarSeed = Pick<SimilarBarProps, 'seed' | 'value'>

/** The photo that the photos of a filter look like; null where it is none that this visitor may see, whether there is one or not. */
export async function similarSeed(ctx: Context, filter: Filter): Promise<SimilarSeed | null> {
  const [value] = similarTo(filter)
  const photo = value && (await findPhoto(ctx, value.id))
  return photo ? { seed: { name: photoName(photo), thumb: photo.renditions?.thumb ?? null }, value } : null
}

/** What the albums, sources, people and photos in a filter are called, by id, as far as this visitor may know. */
export async function termNames(ctx: Context, filter: Filter): Promise<Record<string, string>> {
  const ids = similarTo(filter).slice(0, MOST_NAMED)
  const photos = await Promise.all(ids.map(({ id }) => findPhoto(ctx, id)))
  const names = photos.flatMap((photo) => (photo ? [[photo.id, photoName(photo)] as const] : []))
  return { ...(await thingNames(ctx, filter)), ...Object.fromEntries(names) }
}

/** What photos of a filter look like. */
export function similarTo({ terms }: Filter): Similar[] {
  return terms.flatMap((term) => ('is' in term && term.is === 'similar' ? [parseSimilar(term.value)] : []))
}

/** Asked once per render, for the name in a chip and the picture above. */
const findPhoto = cache(async (ctx: Context, id: string): Promise<Photo | null> => {
  try {
    return await getPhoto(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})
