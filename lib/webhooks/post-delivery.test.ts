import type dns from 'node:dns'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { postDelivery } from './post-delivery'
import { Receiver } from './testing/receiver'

let receiver: Receiver
let answers: string[] = []

// Names below .example are answered by the test: first one address, then another, as somebody does who rebinds a name.
vi.mock('node:dns', async (original) => {
  const real = await original<typeof dns>()
  const lookup = (
    name: string,
    options: dns.LookupAllOptions,
    done: (error: null, found: dns.LookupAddress[]) => void,
  ) =>
    name.endsWith('.example')
      ? done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }])
      : real.lookup(name, options, done as never)
  return { ...real, lookup, default: { ...real, lookup } }
})

beforeAll(async () => {
  receiver = await Receiver.start()
})
afterEach(() => {
  receiver.received.length = 0
})
afterAll(() => receiver.stop())

const post = (url: string, allowPrivate: boolean) =>
  postDelivery({ url, headers: {}, body: '{}', allowPrivate, signal: new AbortController().signal, limitMs: 2_000 })

const NOWHERE = { status: null, error: 'It leads to no address that a webhook may have, or its name is not known.' }

it('a name is judged by the address it has when the connection is made, however often it changes', async () => {
  const url = receiver.at('/hook', 'rebind.example')
  answers = ['127.0.0.1']
  expect(await post(url, false)).toEqual(NOWHERE)
  answers = ['169.254.169.254']
  expect(await post(url, true)).toEqual(NOWHERE)
  expect(receiver.received).toHaveLength(0)
  answers = ['127.0.0.1']
  expect(await post(url, true)).toEqual({ status: 204, error: null })
  expect(answers).toEqual([])
})

it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost', 'localhost.'])(
  '%s is not reached where private addresses are closed',
  async (host) => {
    expect(await post(receiver.at('/', host), false)).toEqual(NOWHERE)
    expect(receiver.received).toHaveLength(0)
  },
)

it('what speaks no http, or asks to change to something else, is no answer', async () => {
  for (const line of ['SSH-2.0-OpenSSH_9\r\n', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n']) {
    const other = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(line))
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const answer = await post(`http://127.0.0.1:${port}/`, true)
    expect(answer).toEqual({ status: null, error: 'It broke the connection off without an answer.' })
    other.close()
  }
})
