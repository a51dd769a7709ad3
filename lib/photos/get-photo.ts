import type { Context } from '../context'
import type { Photo } from './contract'
import { findVisiblePhoto, findVisiblePhotoWhole } from './find'
import { presentPhoto } from './present'

/** One photo as the actor may see it; its owner gets the raw tags too. @throws AppError not_found */
export async function getPhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  if (ctx.actor.kind === 'anonymous') {
    const { photo, owner } = await findVisiblePhoto(ctx, input.id)
    return presentPhoto(photo, owner, ctx.actor)
  }
  const { photo, owner } = await findVisiblePhotoWhole(ctx, input.id)
  return presentPhoto(photo, owner, ctx.actor)
}

/** A photo after a change, as its owner sees it. */
export async function getPhotoBrief(ctx: Context, id: string): Promise<Photo> {
  const { photo, owner } = await findVisiblePhoto(ctx, id)
  return presentPhoto(photo, owner, ctx.actor)
}
