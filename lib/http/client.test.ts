import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { api } from './client'

afterEach(() => vi.restoreAllMocks())

const Reply = z.object({ n: z.number() })

function answer(body: BodyInit | ReadableStream, status = 200): void {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(body, { status }))
}

/** A body that ends with an error after its first bytes. */
function broken(error: Error): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"n":')),
    pull: (controller) => controller.error(error),
  })
}

it('gives what fits the contract', async () => {
  answer('{"n":1}')
  expect(await api(Reply, 'GET', '/x')).toEqual({ n: 1 })
})

it.each([
  ['no JSON', '<html>'],
  ['another shape', '{"m":1}'],
])('tells of a broken contract: %s', async (_name, body) => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  answer(body)
  await expect(api(Reply, 'GET', '/x?secret=1')).rejects.toMatchObject({ code: 'internal' })
  expect(said.mock.calls[0]?.slice(0, 3)).toEqual(['reply breaks its contract', 'GET', '/x'])
})

it('tells of a line that broke while the reply was read, and of no contract', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  answer(broken(new TypeError('network error')))
  await expect(api(Reply, 'GET', '/x')).rejects.toMatchObject({ code: 'offline' })
  expect(said).not.toHaveBeenCalled()
})

it('throws what ended it where the caller gave up while the reply was read', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  const stop = new AbortController()
  const ended = new DOMException('given up', 'AbortError')
  answer(broken(ended))
  stop.abort()
  await expect(api(Reply, 'GET', '/x', undefined, { signal: stop.signal })).rejects.toBe(ended)
  expect(said).not.toHaveBeenCalled()
})

it('throws the problem of a refusal', async () => {
  answer('{"code":"not_found","detail":"gone"}', 404)
  await expect(api(Reply, 'GET', '/x')).rejects.toMatchObject({ status: 404, code: 'not_found', message: 'gone' })
})
