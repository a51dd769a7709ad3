import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { AppError } from '../errors/app-error'
import { drain } from '../storage/drain'
import { assertStorable } from './assert-storable'
import { type FormDigest, isForm, watchedDigest } from './form-digest'
import { requestBody } from './request-body'

export interface FilePart {
  /** As the client calls it; untrusted. */
  name: string
  /** Read it to its end. */
  body: Readable
}

const MOST_DRAINED = 1024 ** 3
const LIMITS = { files: 500, fields: 20, fieldSize: 20_000, fieldNameSize: 100, parts: 520, headerPairs: 50 }

/**
 * Reads a multipart/form-data request as it comes, in constant memory.
 * @param take called with each part `file` in turn, one at a time; what it throws ends the reading; it has ended when the promise settles
 * @param repeatable fields that may come several times; their values are lists
 * @returns the other fields, which may stand before or behind the files
 * @throws AppError unsupported_media, invalid (broken, or too many parts), and what `take` throws
 */
export async function readMultipart(
  request: Request,
  take: (file: FilePart) => Promise<void>,
  repeatable: string[] = [],
): Promise<Record<string, string | string[]>> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!isForm(request)) {
    throw new AppError('unsupported_media', 'Send the files as multipart/form-data, each as a part named file.')
  }
  const fields: Record<string, string | string[]> = {}
  const parser = openParser(contentType)
  let failure: unknown
  let turn = Promise.resolve()
  const bodies: Readable[] = []
  const fail = (error: unknown) => {
    failure ??= error
    parser.destroy()
  }
  parser.on('file', (field, body, name) => {
    if (field !== 'file') return fail(new AppError('invalid', `unknown part ${field}; send files in parts named file`))
    bodies.push(body)
    turn = turn.then(() => (failure === undefined ? take({ name: name ?? '', body }) : undefined)).catch(fail)
  })
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) return fail(new AppError('invalid', `${name}: is too long`))
    const before = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (repeatable.includes(name)) fields[name] = [...[before ?? []].flat(), value]
    else if (before !== undefined) return fail(new AppError('invalid', `${name}: give it once`))
    else fields[name] = value
  })
  const tooMany = () =>
    fail(new AppError('invalid', `At most ${LIMITS.files} files and ${LIMITS.fields} fields at once.`))
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(limit, tooMany)
  const { body } = requestBody(request)
  try {
    await feed(body, parser, watchedDigest(request))
  } catch (error) {
    failure ??= body.errored ?? new AppError('invalid', 'The multipart body is broken or was cut.', { cause: error })
  }
  // What is read of a broken form has no end of its own.
  if (failure !== undefined) for (const body of bodies) body.destroy()
  await turn
  await drain(body, MOST_DRAINED)
  if (failure !== undefined) throw failure
  assertStorable(fields)
  return fields
}

/** Gives the parser what comes, as fast as it takes it; the body is left as it is when the parser fails. */
async function feed(body: Readable, parser: BusboyInstance, digest: FormDigest | undefined): Promise<void> {
  const ended = finished(parser)
  ended.catch(() => undefined)
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    if (parser.destroyed || parser.errored) break
    digest?.update(chunk)
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), ended])
  }
  if (!parser.destroyed) parser.end()
  await ended
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS })
  } catch (cause) {
    throw new AppError('invalid', 'The Content-Type names no boundary.', { cause })
  }
}
