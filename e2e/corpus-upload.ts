import { createHash } from 'node:crypto'
import path from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import type { Photo } from '@/lib/photos/contract'
import type { RequestUploadsReply, UploadTicket } from '@/lib/uploads/upload-contract'
import { bytesOf, type ManifestFile } from '../lib/imaging/testing/manifest'

/** Where the bytes of a file come from. */
export type ReadFile = (file: ManifestFile) => Promise<Buffer>

const fromSet: ReadFile = async (file) => bytesOf(file)

/** What became of one file: a photo in its last state, or where and why it was refused. */
export interface Outcome {
  file: ManifestFile
  photo: Photo | null
  refused: { step: string; status: number; reason: string } | null
  /** The same bytes had come under another name: it is that file's photo. */
  linked: boolean
}

const AT_ONCE = 4
const BATCH = 400

/**
 * Uploads files as a simple client does, all of them declared as JPEG: what they are, the bytes decide.
 * @param report called with what was never to happen: a 5xx, an answer without a sentence, something that hangs
 */
export async function uploadCorpus(
  request: APIRequestContext,
  origin: string,
  files: ManifestFile[],
  report: (trouble: string) => void,
  read: ReadFile = fromSet,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let start = 0; start < files.length; start += BATCH) {
    outcomes.push(...(await uploadBatch(request, origin, files.slice(start, start + BATCH), report, read)))
  }
  const open = outcomes.filter(({ refused }) => refused === null)
  await settle(request, origin, open, report)
  return outcomes
}

async function uploadBatch(
  request: APIRequestContext,
  origin: string,
  files: ManifestFile[],
  report: (trouble: string) => void,
  read: ReadFile,
): Promise<Outcome[]> {
  const bodies = await Promise.all(files.map(read))
  const announced = files.map((file, index) => {
    const body = bodies[index] as Buffer
    const sha256 = createHash('sha256').update(body).digest('hex')
    return { name: path.basename(file.path), bytes: body.length, mediaType: 'image/jpeg', sha256 }
  })
  const reply = await request.post('/api/v1/uploads', {
    data: { visibility: 'private', files: announced },
    headers: { origin },
  })
  if (reply.status() !== 201) throw new Error(`POST /uploads: ${reply.status()} ${await reply.text()}`)
  const { uploads } = (await reply.json()) as RequestUploadsReply
  // The same bytes twice in one request are one photo, which has the name that came first.
  const firstOf = (ticket: UploadTicket | undefined) =>
    uploads.findIndex((one) => ticket && 'photoId' in ticket && 'photoId' in one && one.photoId === ticket.photoId)
  const outcomes = files.map((file, index): Outcome => {
    const first = firstOf(uploads[index])
    return { file, photo: null, refused: null, linked: first >= 0 && first < index }
  })
  const queue = outcomes.map((outcome, index) => ({ outcome, ticket: uploads[index], body: bodies[index] }))
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await put(request, origin, next.outcome, next.ticket as UploadTicket, next.body as Buffer, report)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  await complete(request, origin, outcomes, report)
  return outcomes
}

async function put(
  request: APIRequestContext,
  origin: string,
  outcome: Outcome,
  ticket: UploadTicket,
  body: Buffer,
  report: (trouble: string) => void,
): Promise<void> {
  if ('problem' in ticket) {
    outcome.refused = { step: 'request', status: ticket.problem.status, reason: ticket.problem.detail }
    return
  }
  outcome.photo = { id: ticket.photoId, status: 'uploading' } as Photo
  outcome.linked ||= ticket.method === null
  if (ticket.method === null) return
  const reply = await request.put(ticket.url, { data: body, headers: { ...ticket.headers, origin } })
  if (reply.ok()) return
  const problem = await reply.json().catch(() => ({}))
  if (reply.status() >= 500 || typeof problem.detail !== 'string') report(`PUT ${outcome.file.path}: ${reply.status()}`)
  outcome.refused = { step: 'PUT', status: reply.status(), reason: String(problem.detail) }
}

async function complete(
  request: APIRequestContext,
  origin: string,
  outcomes: Outcome[],
  report: (trouble: string) => void,
): Promise<void> {
  const open = outcomes.filter(({ refused }) => refused === null)
  for (let start = 0; start < open.length; start += 500) {
    const some = open.slice(start, start + 500)
    const photoIds = some.map(({ photo }) => photo?.id)
    const reply = await request.post('/api/v1/uploads/complete', { data: { photoIds }, headers: { origin } })
    if (reply.status() !== 202) {
      report(`POST /uploads/complete: ${reply.status()} ${await reply.text()}`)
      continue
    }
    const { photos } = (await reply.json()) as { photos: Photo[] }
    some.forEach((outcome, index) => {
      outcome.photo = photos[index] ?? null
    })
  }
}

/** Waits until nothing is being processed any more; gives up when nothing moves for two minutes. */
async function settle(
  request: APIRequestContext,
  origin: string,
  outcomes: Outcome[],
  report: (trouble: string) => void,
): Promise<void> {
  const moving = () => outcomes.filter(({ photo }) => photo?.status === 'processing' || photo?.status === 'uploading')
  let left = moving().length
  let moved = Date.now()
  while (left > 0) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await complete(request, origin, moving(), report)
    const now = moving().length
    if (now < left) moved = Date.now()
    left = now
    if (Date.now() - moved > 120_000) {
      for (const { file, photo } of moving()) report(`hangs: ${file.path} (${photo?.status})`)
      return
    }
  }
}
