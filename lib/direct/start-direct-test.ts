import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import { incomingKey } from '../photos/keys'
import type { SignedRequest } from '../storage/object-store'
import { askCors } from './ask-cors'
import type { DirectTest } from './contract'

const CLEAN_UP_MS = 30 * 60_000
const TYPE = 'application/octet-stream'

/**
 * Prepares the self-test of direct mode: addresses for the administrator's browser to PUT to and GET from, and what the store says to a preflight. The
 * object it leaves is removed half an hour later.
 * @param input.origin where the page comes from
 * @throws AppError unauthenticated, not_found for whoever is no administrator
 */
export async function startDirectTest(ctx: Context, input: { origin: string }): Promise<DirectTest> {
  requireAdmin(ctx.actor)
  const { origin } = input
  if (!ctx.store.direct) {
    const text = 'Direct mode is off: every byte passes through the app. S3_PUBLIC_ENDPOINT switches it on.'
    return { direct: false, origin, findings: [{ what: 'mode', level: 'notice', text }], browser: null }
  }
  const content = `Albumen tries its store: ${randomBytes(16).toString('hex')}`
  const key = incomingKey(randomUUID())
  const sha256 = createHash('sha256').update(content).digest('hex')
  const put = await ctx.store.signPut(key, { bytes: content.length, contentType: TYPE, sha256 })
  const get = await ctx.store.signGet(key, { contentType: TYPE, contentDisposition: 'attachment' })
  await enqueue(ctx.db, 'objects.delete', { keys: [key] }, { runAt: new Date(Date.now() + CLEAN_UP_MS) })
  const findings = await askCors({ origin, put, get })
  return { direct: true, origin, findings, browser: { content, put: address(put), get: address(get) } }
}

function address({ url, headers }: SignedRequest) {
  return { url, headers }
}
