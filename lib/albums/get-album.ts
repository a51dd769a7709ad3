import type { Context } from '../context/context'
import { visitorsInTurn } from '../load/visitors-in-turn'
import type { AlbumWithPhotos } from './contract'
import { findVisibleAlbum } from './find'
import { albumPage } from './list-album-photos'
import { presentAlbum } from './present'

/** An album with the first page of its photos, as the actor may see both. @throws AppError not_found */
export async function getAlbum(ctx: Context, id: string): Promise<AlbumWithPhotos> {
  const album = await findVisibleAlbum(ctx, id)
  return visitorsInTurn(ctx, async () => {
    const [head, photos] = await Promise.all([presentAlbum(ctx, album), albumPage(ctx, album, {})])
    return { ...head, photos }
  })
}
