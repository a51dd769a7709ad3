import { Readable } from 'node:stream'
import { takeAttempt, ZIP_STREAMS } from '../auth/attempts'
import type { Context } from '../context/context'
import { askerOf } from '../http/client-address'
import { PerAskerLimit } from '../load/per-asker-limit'
import { attachment } from '../media/file-disposition'
import { streamDownload } from './stream-download'

const running = new PerAskerLimit(5, 'You already load 5 zips. Wait until one of them is there.')

/**
 * Answers with the zip of a download as it is made.
 * @param stillAllowed whether whoever asked still may
 * @throws AppError as `streamDownload`; rate_limited
 */
export async function zipReply(
  ctx: Context,
  request: Request,
  id: string,
  stillAllowed: () => Promise<boolean>,
): Promise<Response> {
  const asker = askerOf(ctx.actor, request.headers)
  await takeAttempt(ctx.db, ZIP_STREAMS, asker)
  const giveBack = running.take(asker)
  try {
    const { name, body } = await streamDownload(ctx, id, { stillAllowed })
    body.once('close', giveBack)
    const headers = {
      'content-type': 'application/zip',
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
    }
    if (request.method !== 'HEAD') return new Response(Readable.toWeb(body) as ReadableStream, { headers })
    body.destroy()
    return new Response(null, { headers })
  } catch (error) {
    giveBack()
    throw error
  }
}
