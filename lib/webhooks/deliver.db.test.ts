import { createHmac, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { publishPhotos } from '../photos/events'
import { deliverWebhooks } from './deliver-webhooks'
import { first, HOUR, happen, hook, receiver, replaceReceiver, stageHooks, world } from './testing/hook-stage'
import { Receiver } from './testing/receiver'

stageHooks()

const photoEvents = (n: number) =>
  Promise.all(
    Array.from({ length: n }, () =>
      publishPhotos(world.db, world.anna.user.id, [{ id: randomUUID(), status: 'ready' }], 'ready'),
    ),
  )

describe('a delivery', () => {
  it('is sent once, signed over its time and its very bytes', async () => {
    await happen()
    await world.deliver()
    await world.deliver()
    expect(receiver.received).toHaveLength(1)
    const [{ url, headers, body } = { url: '', headers: {} as Record<string, string>, body: '' }] = receiver.received
    const row = await first()
    expect(url).toBe('/hook?key=1')
    expect(body).toBe(row?.body)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'albumen-event': 'album.changed',
      'albumen-delivery': row?.id,
    })
    expect(headers.cookie ?? headers.authorization).toBeUndefined()
    const [, time = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['albumen-signature'])) ?? []
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(300)
    expect(createHmac('sha256', hook.secret).update(`${time}.${body}`).digest('hex')).toBe(signature)
    expect(row).toMatchObject({
      status: 'delivered',
      attempts: 1,
      responseStatus: 204,
      error: null,
      nextAttemptAt: null,
    })
  })

  it('that two workers see is sent by one of them', async () => {
    await happen()
    await Promise.all([world.deliver(), world.deliver(), world.deliver()])
    expect(receiver.received).toHaveLength(1)
  })

  it.each([500, 503, 404, 400, 410, 301, 302, 307, 308, 304])(
    'answered with %i is tried again later',
    async (status) => {
      receiver.answer(status, { location: receiver.at('/elsewhere') })
      await happen()
      await world.deliver()
      expect(receiver.received.map(({ url }) => url)).toEqual(['/hook?key=1'])
      const row = await first()
      expect(row).toMatchObject({ status: 'waiting', attempts: 1, responseStatus: status })
      expect(row?.error).toContain(String(status))
      expect(row?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now())
      await world.deliver()
      expect(receiver.received).toHaveLength(1)
      receiver.answer(200)
      await world.wait(hook.id, 15)
      await world.deliver()
      expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body)
      expect(await first()).toMatchObject({ status: 'delivered', attempts: 2, responseStatus: 200, error: null })
      expect((await world.hook(hook.id))?.failingSince).toBeNull()
    },
  )

  it('that hangs, or is answered by bytes without an end, ends in time', async () => {
    receiver.reply = () => undefined
    await happen()
    await world.deliver(300)
    expect(await first()).toMatchObject({ responseStatus: null, error: 'No answer within 0.3 seconds.' })
    let sent = 0
    receiver.reply = (response) => {
      response.writeHead(200)
      const more = () => {
        if (response.destroyed) return
        sent += 65_536
        response.write(Buffer.alloc(65_536), () => setImmediate(more))
      }
      more()
    }
    await world.wait(hook.id, 15)
    await world.deliver(3_000)
    expect(await first()).toMatchObject({ status: 'delivered' })
    expect(sent).toBeLessThan(64 * 1024 * 1024)
  })

  it('to one that hangs holds up no other', async () => {
    const quick = await Receiver.start()
    const other = await world.makeHook(world.anna, quick.at())
    let release = () => undefined as unknown
    receiver.reply = (response) => {
      release = () => response.writeHead(204).end()
    }
    await happen()
    quick.reply = (response) => {
      response.writeHead(204).end()
      // Only when this one has its event is the other let go.
      release()
    }
    await world.deliver()
    expect((await world.deliveries(other.id))[0]).toMatchObject({ status: 'delivered' })
    expect(quick.received).toHaveLength(1)
    await quick.stop()
  })

  it('whose connection breaks, or finds nobody, is tried again', async () => {
    receiver.reply = (response) => response.destroy()
    await happen()
    await world.deliver()
    expect(await first()).toMatchObject({ status: 'waiting', error: expect.stringContaining('without an answer') })
    await receiver.stop()
    await world.wait(hook.id, 15)
    await world.deliver()
    expect(await first()).toMatchObject({ attempts: 2, error: 'Nothing listens at this address.' })
    await replaceReceiver()
  })
})

describe('trying again', () => {
  it('waits longer each time, for a day, and then gives up', async () => {
    receiver.answer(500)
    await happen()
    let before = 0
    let passed = 0
    for (let round = 0; round < 40 && (await first())?.status === 'waiting'; round++) {
      await world.deliver()
      const row = await first()
      if (!row?.nextAttemptAt) break
      const wait = (row.nextAttemptAt.getTime() - (row.attemptedAt?.getTime() ?? 0)) / 1000
      if (passed < 6 * HOUR) expect(wait).toBeGreaterThan(before)
      before = wait
      passed += wait
      await world.wait(hook.id, wait + 1)
    }
    expect(await first()).toMatchObject({ status: 'failed', nextAttemptAt: null, responseStatus: 500 })
    expect(passed).toBeGreaterThan(23 * HOUR)
    expect(passed).toBeLessThan(25 * HOUR)
    expect(receiver.received.length).toBeGreaterThan(8)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['albumen-delivery'])).size).toBe(1)
  })

  it('goes on after a worker was killed in the middle: at least once, never lost', async () => {
    await happen()
    // What a killed worker leaves behind: a claim, counted, and no answer.
    await world.db
      .update(webhookDeliveries)
      .set({ attempts: 1, attemptedAt: sql`now()`, nextAttemptAt: sql`now() + interval '60 seconds'` })
      .where(eq(webhookDeliveries.webhookId, hook.id))
    await world.deliver()
    expect(receiver.received).toHaveLength(0)
    await world.wait(hook.id, 61)
    await world.deliver()
    expect(receiver.received).toHaveLength(1)
    expect(await first()).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it('when the process ends in the middle, nothing counts and it goes at once', async () => {
    receiver.reply = () => undefined
    await happen()
    const end = new AbortController()
    const run = deliverWebhooks(world.system, { signal: end.signal })
    await expect.poll(() => receiver.received.length).toBe(1)
    end.abort()
    await run
    expect(await first()).toMatchObject({ status: 'waiting', attempts: 0 })
    receiver.answer(204)
    await world.deliver()
    expect(receiver.received).toHaveLength(2)
  })

  it('leaves a failing receiver alone: what is new waits for what was tried', async () => {
    receiver.answer(500)
    for (let n = 0; n < 5; n++) await happen()
    await world.deliver()
    await world.deliver()
    expect(receiver.received).toHaveLength(1)
    await world.wait(hook.id, 15)
    receiver.answer(204)
    await world.deliver()
    expect(new Set(receiver.bodies.map(({ id }) => id)).size).toBe(5)
    expect((await world.deliveries(hook.id)).every(({ status }) => status === 'delivered')).toBe(true)
  })

  it('does not hold everything up for one body that is never taken', async () => {
    receiver.reply = (response, { body }) => response.writeHead(body.includes('album.changed') ? 400 : 204).end()
    await happen()
    await world.deliver()
    await photoEvents(1)
    await world.wait(hook.id, 61)
    await world.deliver()
    await world.deliver()
    expect((await world.deliveries(hook.id)).map(({ status }) => status)).toEqual(['waiting', 'delivered'])
  })
})

describe('many photos', () => {
  it('that wait go together, each named once with its latest state', async () => {
    await photoEvents(30)
    const again = { id: randomUUID(), status: 'processing' as const }
    await publishPhotos(world.db, world.anna.user.id, [again], 'ready')
    await publishPhotos(world.db, world.anna.user.id, [{ ...again, status: 'ready' }], 'ready')
    await happen()
    await world.deliver()
    expect(receiver.bodies.map(({ event, data }) => [event, data.count])).toEqual([
      ['photo.ready', 31],
      ['album.changed', undefined],
    ])
    const photos = receiver.bodies[0]?.data.photos as { id: string; status: string }[]
    expect(new Set(photos.map(({ id }) => id)).size).toBe(31)
    expect(photos.find(({ id }) => id === again.id)?.status).toBe('ready')
    expect(await world.deliveries(hook.id)).toHaveLength(2)
  })
})
