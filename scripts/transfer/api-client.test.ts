import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ApiClient } from './api-client'
import { Fatal, Refusal } from './fatal'

const Reply = z.object({ answer: z.number() })
let server: Server | undefined

afterEach(async () => {
  const ended = server
  server = undefined
  ended?.closeAllConnections()
  await new Promise((resolve) => (ended ? ended.close(resolve) : resolve(null)))
})

/** A client of a server that answers as told, one after the other; the last answer again and again. */
async function clientOf(
  ...answers: RequestListener[]
): Promise<{ client: ApiClient; waited: number[]; said: string[]; asked: () => number }> {
  let asked = 0
  const made = createServer((request, response) => answers[Math.min(asked++, answers.length - 1)]?.(request, response))
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  const port = typeof address === 'object' ? address?.port : 0
  const waited: number[] = []
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const client = new ApiClient({ url: `http://127.0.0.1:${port}`, token: 'alb_x' }, say, async (ms) => waited.push(ms))
  return { client, waited, said, asked: () => asked }
}

const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
const problem = (status: number, code: string, headers = {}) =>
  says(status, { code, detail: `It is ${code}.` }, headers)
const breaks: RequestListener = (request) => request.socket.destroy()
const breaksWithin: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"answer"')
  setTimeout(() => response.destroy(), 10)
}
const good = says(200, { answer: 42, more: 'of a later version' })

describe('asks again', () => {
  it.each<[string, RequestListener[]]>([
    ['when nothing answers', [breaks, breaks, good]],
    ['when the answer breaks off', [breaksWithin, good]],
    ['when the server is away', [problem(503, 'unavailable'), says(502, '<html>'), good]],
  ])('%s', async (_, answers) => {
    const { client, waited } = await clientOf(...answers)
    expect(await client.call(Reply, 'GET', '/x')).toEqual({ answer: 42 })
    expect(waited).toHaveLength(answers.length - 1)
  })

  it('when it is told to, and no sooner', async () => {
    const { client, waited } = await clientOf(problem(429, 'rate_limited', { 'retry-after': '60' }), good)
    expect(await client.call(Reply, 'POST', '/x', {})).toEqual({ answer: 42 })
    expect(waited).toEqual([60_000])
  })

  it('not for ever', async () => {
    const { client, asked } = await clientOf(problem(503, 'unavailable'))
    await expect(client.call(Reply, 'GET', '/x')).rejects.toThrow(
      /does not answer: It is unavailable. Run the command again/,
    )
    expect(asked()).toBe(8)
  })

  it('with the same key where a repetition would do it twice', async () => {
    const keys: unknown[] = []
    const { client } = await clientOf(
      (request, response) => {
        keys.push(request.headers['idempotency-key'])
        breaks(request, response)
      },
      (request, response) => {
        keys.push(request.headers['idempotency-key'])
        good(request, response)
      },
    )
    await client.call(Reply, 'POST', '/albums', {})
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[1]).toBe(keys[0])
  })
})

describe('does not ask again', () => {
  it.each<[string, RequestListener, typeof Fatal | typeof Refusal, string]>([
    ['a wrong token', problem(401, 'unauthenticated'), Fatal, 'does not know this token'],
    ['a token that may only read', problem(403, 'insufficient_scope'), Fatal, 'may only read'],
    ['what is forbidden', problem(403, 'forbidden'), Refusal, 'It is forbidden.'],
    ['what is wrong', problem(400, 'invalid'), Refusal, 'It is invalid.'],
    ['a page of something else', says(200, '<html>'), Fatal, 'as no Albumen'],
    [
      'another address',
      says(301, '', { location: 'https://elsewhere.example.org/' }),
      Fatal,
      'leads on to another address',
    ],
  ])('%s', async (_, answer, kind, message) => {
    const { client, asked } = await clientOf(answer)
    const error = await client.call(Reply, 'GET', '/x').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    expect(String(error)).toContain(message)
    expect(asked()).toBe(1)
  })
})

it('says once that a server does not answer, and again after it did', async () => {
  const { client, said } = await clientOf(
    breaks,
    breaks,
    breaks,
    says(200, { answer: 1 }),
    breaks,
    says(200, { answer: 2 }),
  )
  expect(await client.call(Reply, 'GET', '/me')).toEqual({ answer: 1 })
  expect(said).toEqual([expect.stringMatching(/^http:\/\/127.0.0.1:\d+ does not answer. It is tried again/)])
  expect(await client.call(Reply, 'GET', '/me')).toEqual({ answer: 2 })
  expect(said).toHaveLength(1)
})
