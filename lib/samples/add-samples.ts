import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from '../context/context'
import { addPhotos } from '../uploads/add-photos'
import type { AddedSamples } from './contract'
import { SAMPLE_FOLDER } from './sample-contents'

/** What the album of the set is called. */
export const SAMPLE_ALBUM = 'Sample photos'

/**
 * Puts the sample set into one's own library, private and in an album, by the road of every upload. What is there already stays as it is.
 * @throws AppError as `addPhotos` does
 */
export async function addSamples(ctx: Context): Promise<AddedSamples> {
  const folder = path.join(process.cwd(), SAMPLE_FOLDER)
  const names = (await readdir(folder)).sort()
  const { photos, album } = await addPhotos(ctx, {
    read: async (take) => {
      for (const name of names) await take({ name, body: createReadStream(path.join(folder, name)) })
      return { albumTitle: SAMPLE_ALBUM }
    },
  })
  return { photos: photos.length, album }
}
