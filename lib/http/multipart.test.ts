import { expect, test } from 'vitest'
import { refusal } from '../photos/testing/refusal'
import { readMultipart } from './multipart'

const URL = 'http://x.test/photos'

async function read(request: Request, fail?: Error) {
  const files: [string, string][] = []
  let running = 0
  const fields = await readMultipart(request, async ({ name, body }) => {
    expect(++running).toBe(1)
    const chunks = []
    for await (const chunk of body) chunks.push(chunk)
    files.push([name, Buffer.concat(chunks).toString()])
    running -= 1
    if (fail) throw fail
  })
  return { files, fields }
}

function form(parts: [string, string | File][]): Request {
  const body = new FormData()
  for (const [name, value] of parts) body.append(name, value)
  return new Request(URL, { method: 'POST', body })
}

function raw(body: string, type = 'multipart/form-data; boundary=X'): Request {
  return new Request(URL, { method: 'POST', body, headers: { 'content-type': type } })
}

const file = (text: string, name: string) => new File([text], name)

test('files come one at a time, fields before and behind them', async () => {
  const big = 'b'.repeat(300_000)
  const request = form([
    ['visibility', 'public'],
    ['file', file('one', 'Über "boot".jpg')],
    ['file', file(big, '../../etc/passwd')],
    ['title', 'Tïtle'],
  ])
  const { files, fields } = await read(request)
  expect(fields).toEqual({ visibility: 'public', title: 'Tïtle' })
  expect(files.map(([, text]) => text)).toEqual(['one', big])
  expect(files[0]?.[0]).toContain('Über')
  expect(files[1]?.[0]).toBe('passwd')
})

test('a failing file ends the reading with its error', async () => {
  const request = form([
    ['file', file('a'.repeat(200_000), 'a')],
    ['file', file('b', 'b')],
  ])
  await expect(read(request, new Error('mine'))).rejects.toThrow('mine')
})

const part = (name: string, text = 'x') => `--X\r\nContent-Disposition: form-data; ${name}\r\n\r\n${text}\r\n`

test.each([
  ['JSON', raw('{}', 'application/json'), 'unsupported_media'],
  ['no boundary', raw('x', 'multipart/form-data'), 'invalid'],
  ['a cut body', raw(part('name="file"; filename="a"').slice(0, -2)), 'invalid'],
  ['a file under another name', raw(`${part('name="photo"; filename="a"')}--X--\r\n`), 'invalid'],
  ['a field twice', raw(`${part('name="title"')}${part('name="title"')}--X--\r\n`), 'invalid'],
  ['a field that is too long', raw(`${part('name="title"', 'x'.repeat(30_000))}--X--\r\n`), 'invalid'],
  [
    'too many fields',
    raw(`${Array.from({ length: 30 }, (_, n) => part(`name="f${n}"`)).join('')}--X--\r\n`),
    'invalid',
  ],
  ['headers without end', raw(`--X\r\n${'A: b\r\n'.repeat(100_000)}`), 'invalid'],
])('%s is refused', async (_name, request, code) => {
  expect(await refusal(read(request))).toBe(code)
})
