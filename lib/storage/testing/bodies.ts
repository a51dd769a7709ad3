import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ByteRange, ListedObject, ObjectStore, PutOptions } from '../object-store'

/** A key nobody else uses, below an optional folder. */
export function newKey(folder = 'k'): string {
  return `${folder}/${randomBytes(8).toString('hex')}.bin`
}

export function optionsFor(bytes: number, ifAbsent = false): PutOptions {
  return { bytes, contentType: 'application/octet-stream', ifAbsent }
}

/** A stream that gives these chunks and then, if there is one, fails with the error. */
export function streamOf(chunks: Buffer[], failure?: Error): Readable {
  return Readable.from(
    (async function* () {
      for (const chunk of chunks) yield chunk
      if (failure) throw failure
    })(),
    { objectMode: false },
  )
}

/** A stream that gives its first half at once and its second half when `release` is called. */
export function heldStream(content: Buffer): { body: Readable; release: () => void } {
  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const half = Math.floor(content.length / 2)
  const chunks = async function* () {
    yield content.subarray(0, half)
    await gate
    yield content.subarray(half)
  }
  return { body: Readable.from(chunks(), { objectMode: false }), release: () => release() }
}

export async function readAll(store: ObjectStore, key: string, range?: ByteRange): Promise<Buffer> {
  const { body } = await store.get(key, range)
  return buffer(body)
}

export async function listAll(store: ObjectStore, prefix: string): Promise<ListedObject[]> {
  const found: ListedObject[] = []
  for await (const object of store.list(prefix)) found.push(object)
  return found
}

/** The code of the AppError an action ends with; 'none' when it succeeds. Anything else is thrown on. */
export async function codeOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'none',
    (error) => {
      if (error instanceof Error && error.name === 'AppError' && 'code' in error) return String(error.code)
      throw error
    },
  )
}
