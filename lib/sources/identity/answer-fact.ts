import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { renditionKey } from '../../photos/keys'
import { isDrawn } from '../../photos/stored-parts'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import type { Content, Facts, Plan } from './decide-identity'
import { askedAs } from './decide-identity'
import type { Holder } from './known-content'

/** Answers one question that deciding an identity has. @throws SourceTrouble when the source cannot be read just now */
export async function answerFact(
  ctx: Context,
  content: Content,
  { about, photo }: Plan & { kind: 'ask' },
  { facts, reader }: { facts: Facts; reader: SourceReader },
): Promise<void> {
  const answers = {
    holds: () => holdsContent(reader, photo),
    pixels: () => isSamePicture(ctx, content, photo),
    drawn: () => isDrawn(ctx, photo),
  }
  facts[about].set(askedAs(photo), await answers[about]())
}

/** Not allowed to look is not gone. */
async function holdsContent(reader: SourceReader, photo: Holder): Promise<boolean> {
  try {
    return await asksForContent(reader, photo)
  } catch (error) {
    if (error instanceof SourceTrouble && error.kind === 'refused') return true
    throw error
  }
}

/** A head tells mostly; where only the source's word about the object is another, its bytes tell. */
async function asksForContent(reader: SourceReader, { sourceKey, etag, bytes, sha256 }: Holder): Promise<boolean> {
  if (sourceKey === null) return false
  const head = await reader.head(sourceKey)
  if (head === null) return false
  if (head.etag === etag) return true
  if (head.bytes !== bytes) return false
  try {
    const { body } = await reader.get(sourceKey)
    const hash = createHash('sha256')
    for await (const chunk of body) hash.update(chunk)
    return hash.digest('hex') === sha256
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false
    throw error
  }
}

/** The same pixels give the same preview: then only what is written in the file has changed. */
async function isSamePicture(ctx: Context, { decoded }: Content, photo: Holder): Promise<boolean> {
  if (!decoded) return false
  try {
    const { body } = await ctx.store.get(renditionKey(photo.id, photo.revision, 'preview'))
    return (await buffer(body)).equals(decoded.preview.data)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false
    throw error
  }
}
