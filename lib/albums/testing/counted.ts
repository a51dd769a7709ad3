import type { Context } from '../../context/context'
import { getAlbum } from '../get-album'

/** An album with its count, which is left out where finding it out takes long: on a busy machine it is asked for again. */
export async function counted(ctx: Context, id: string) {
  for (let turn = 0; turn < 60; turn++) {
    const album = await getAlbum(ctx, id)
    if (album.count !== null) return album
  }
  throw new Error(`the photos of album ${id} are never counted`)
}
