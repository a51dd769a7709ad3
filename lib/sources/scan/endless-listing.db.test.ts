import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { latestScanOf } from '../ground/find-source'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'
import { startScan } from './start-scan'

/** A server that lists what it likes, by the name of the bucket; it gives no object. */
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x')
  const after = url.searchParams.get('start-after') ?? ''
  const keys = pageOf(url.pathname.split('/')[1] ?? '', after)
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><Size>10</Size><ETag>"e"</ETag><LastModified>2020-01-01T00:00:00.000Z</LastModified></Contents>`,
  )
  response.setHeader('content-type', 'application/xml')
  response.end(`<ListBucketResult><IsTruncated>true</IsTruncated>${contents.join('')}</ListBucketResult>`)
})

function pageOf(bucket: string, after: string): string[] {
  const from = Number(/\d+/.exec(after)?.[0] ?? 0)
  const numbered = (start: number) =>
    Array.from({ length: 1000 }, (_, index) => `${String(start + index + 1).padStart(12, '0')}.txt`)
  switch (bucket) {
    case 'growing':
      return numbered(from)
    case 'repeating':
      return numbered(0)
    case 'empty':
      return from === 0 ? numbered(0) : []
    default:
      return numbered(Math.max(0, 5000 - from))
  }
}

let world: SourceWorld
beforeAll(async () => {
  Object.assign(process.env, {
    AUTH_SECRET: TEST_SECRET,
    SOURCE_PRIVATE_ENDPOINTS: 'everyone',
    SOURCE_MAX_OBJECTS: '4500',
    SOURCE_MAX_OBJECTS_ACCOUNTS: '2500',
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  world = await SourceWorld.open(inject('databaseUrl'))
  await world.startWorker()
}, 120_000)
afterAll(async () => {
  await world.close()
  server.closeAllConnections()
  server.close()
})

/** Scans a bucket that never ends. @returns why the scan ended, and how many keys are known then */
async function scanned(bucket: string, owner: SourceWorld['anna']) {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const source = await world.makeSource(owner, { endpoint, bucket, region: 'us-east-1' })
  await startScan(world.as(owner), { sourceId: source.id })
  const scan = await world.until('the scan ends', async () => {
    const latest = await latestScanOf(world.db, source.id)
    return latest?.status === 'stopped' ? latest : null
  })
  await world.quiet()
  const known = await world.pool.query('select 1 from source_objects where source_id = $1', [source.id])
  return { reason: scan.reason, listed: scan.listed, known: known.rowCount }
}

describe('a listing that never ends', () => {
  it('is left at the most that an account, and an administrator, may have', async () => {
    const hers = await scanned('growing', world.anna)
    expect(hers).toMatchObject({ listed: 4000, known: 4000 })
    expect(hers.reason).toContain('more than 4,500 objects')
    const his = await scanned('growing', world.ben)
    expect(his).toMatchObject({ listed: 2000, known: 2000 })
    expect(his.reason).toContain('more than 2,500 objects')
  })

  it.each([
    ['repeating', 'repeats them'],
    ['backwards', 'in the order of their keys'],
    ['empty', 'would never end'],
  ])('is left at once where it is %s', async (bucket, reason) => {
    expect((await scanned(bucket, world.ben)).reason).toContain(reason)
  })
})
