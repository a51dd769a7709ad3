import { photos } from '@/db/schema/photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import type { Samples } from './contract'
import { isSample } from './is-sample'

/** How many sample photos one has. @throws AppError unauthenticated */
export async function countSamples({ db, actor }: Context): Promise<Samples> {
  requireUser(actor)
  return { photos: await db.$count(photos, isSample(actor)) }
}
