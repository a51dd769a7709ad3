import type { Download } from '../downloads/contract'
import { requestDownload } from '../downloads/request-download'
import { notFound } from '../errors/app-error'
import { dearly } from '../load/dear'
import { plainText } from '../media/plain-text'
import type { LinkContext } from './link-door'
import { linkOf } from './open-link'
import type { RequestSharedDownload } from './visitor-contract'

const MOST_NAME = 120

/**
 * Notes which photos of a link a zip shall hold. It works under this link only.
 * @param address where the visitor comes from: whose share of this link's requests it takes
 * @throws AppError not_found: the link allows no downloads, or any id is not in it; rate_limited; unprocessable when nothing is left
 */
export async function requestSharedDownload(
  ctx: LinkContext,
  { ids, name }: RequestSharedDownload,
  address: string,
): Promise<Download> {
  if (!ctx.actor.rights.allowDownload) throw notFound()
  const asker = `${ctx.actor.linkId}\n${address}`
  const select = ids ? { ids } : { filter: {} }
  const zipped = { select, name: name ?? (await titleOf(ctx)) }
  return ctx.actor.dear
    ? dearly(ctx, (lane) => requestDownload(lane, zipped, asker))
    : requestDownload(ctx, zipped, asker)
}

async function titleOf(ctx: LinkContext): Promise<string> {
  const { link, album } = await linkOf(ctx.db, ctx.actor.linkId)
  return plainText(album?.title ?? link.title).slice(0, MOST_NAME) || 'photos'
}
