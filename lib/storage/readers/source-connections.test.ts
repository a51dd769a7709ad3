import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AddressClass, classOfAddress, guardedLookup } from './source-lookup'
import { probeS3Source } from './source-probe'
import { S3SourceReader } from './source-s3'

const CLASSES: Record<AddressClass, string[]> = {
  public: [
    '1.1.1.1',
    '52.95.110.1',
    '192.0.3.1',
    '172.32.0.1',
    '2606:4700::1111',
    '64:ff9b::101:101',
    '::ffff:8.8.8.8',
  ],
  private: [
    '10.1.2.3',
    '127.0.0.1',
    '127.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    '::1',
    'fd12:3456::1',
    'fec0::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
  ],
  'link-local': [
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '0.0.0.0',
    '0.1.2.3',
    '224.0.0.1',
    '255.255.255.255',
    'fe80::1',
    'fd00:ec2::254',
    '::',
    'ff02::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::1',
    '2002:a9fe:a9fe::1',
  ],
}

describe.each(Object.entries(CLASSES))('%s', (expected, addresses) => {
  it.each(addresses)('%s', (address) => expect(classOfAddress(address)).toBe(expected))
})

describe('connections', () => {
  let port: number
  let hits = 0
  const server = createServer((request, response) => {
    hits += 1
    if (request.url?.startsWith('/leads')) response.writeHead(307, { location: `http://127.0.0.1:${port}/secret` })
    else response.writeHead(200, { 'content-type': 'application/xml' })
    response.end('<ListBucketResult/>')
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  const settings = (endpoint: string, allowPrivate: boolean, bucket = 'b') => ({
    bucket,
    prefix: '',
    region: 'us-east-1',
    endpoint,
    publicEndpoint: undefined,
    forcePathStyle: true,
    credentials: { accessKeyId: 'A', secretAccessKey: 'B' },
    allowPrivate,
  })
  const list = async (endpoint: string, allowPrivate: boolean, bucket?: string) => {
    const reader = new S3SourceReader(settings(endpoint, allowPrivate, bucket))
    return reader.list(null, 10).finally(() => reader.close())
  }

  it('a name that leads to this machine is refused when the connection is made, and nobody is called', async () => {
    hits = 0
    const refused = { kind: 'refused', message: expect.stringMatching(/must not lie at this address/) }
    // As a name that does not exist: nobody learns which names there are within.
    const unknown = { kind: 'away', message: expect.stringMatching(/leads to no address that a source may have/) }
    await expect(list(`http://localhost:${port}`, false)).rejects.toMatchObject(unknown)
    await expect(list('http://nothing.invalid', false)).rejects.toMatchObject(unknown)
    expect(() => new S3SourceReader(settings(`http://127.0.0.1:${port}`, false))).toThrow(/must not lie/)
    await expect(probeS3Source(settings(`http://127.0.0.1:${port}`, false))).rejects.toMatchObject(refused)
    expect(hits).toBe(0)
    expect(await list(`http://localhost:${port}`, true)).toEqual({ objects: [], last: true })
    expect(hits).toBe(1)
  })

  it.each([
    ['', 'text/html'],
    ['<Error><Code>NoSuchKey</Code></Error>', 'application/xml'],
  ])('a list that is "not found" is trouble of the source, no missing object: %j', async (body, type) => {
    const other = createServer((_request, response) => {
      response.writeHead(404, { 'content-type': type })
      response.end(body)
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    await expect(list(at, true)).rejects.toMatchObject({ name: 'SourceTrouble', kind: 'away' })
    other.close()
  })

  it('a redirect is not followed', async () => {
    hits = 0
    await expect(list(`http://127.0.0.1:${port}`, true, 'leads')).rejects.toMatchObject({ kind: 'refused' })
    expect(hits).toBe(1)
  })

  it.each([200, 403, 500])('a reply without an end is broken off (%i)', { timeout: 30_000 }, async (status) => {
    let sent = 0
    const endless = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml' })
      const more = () => {
        if (response.destroyed) return
        sent += 1024 * 1024
        response.write(Buffer.alloc(1024 * 1024, '<a>'), () => setImmediate(more))
      }
      response.write('<ListBucketResult>', more)
    })
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
    await expect(list(at, true)).rejects.toMatchObject({ name: 'SourceTrouble' })
    // A few attempts of 16 MB and what lay in buffers, and not what 30 seconds would have brought.
    expect(sent).toBeLessThan(200 * 1024 * 1024)
    endless.closeAllConnections()
    endless.close()
  })

  it('of several addresses only the allowed ones are used', async () => {
    const ask = (allowPrivate: boolean) =>
      new Promise((resolve) =>
        guardedLookup(allowPrivate)('localhost', { all: true }, (error, found) => resolve(error ?? found)),
      )
    expect(await ask(false)).toMatchObject({ code: 'ENOTFOUND' })
    expect(await ask(true)).toEqual(expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]))
  })
})
