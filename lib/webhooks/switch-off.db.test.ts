import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { users } from '@/db/schema/users'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { changePerson } from '../admin/change-person'
import { refusal } from '../photos/testing/refusal'
import { listDeliveries, retryDelivery, testWebhook } from './deliveries'
import { KEPT, sweepDeliveries } from './sweep-deliveries'
import { first, HOUR, happen, hook, receiver, stageHooks, world } from './testing/hook-stage'
import { updateWebhook } from './webhooks'

stageHooks()

describe('a webhook', () => {
  const failing = async () => (await world.hook(hook.id))?.failingSince

  it('at which nothing arrives for a week is switched off, and its owner can switch it on again', async () => {
    receiver.answer(500)
    await happen()
    await world.deliver()
    expect(await failing()).not.toBeNull()
    await world.wait(hook.id, 6 * 24 * HOUR)
    await happen()
    await world.deliver()
    expect((await world.hook(hook.id))?.disabledAt).toBeNull()
    await world.wait(hook.id, 25 * HOUR)
    await happen()
    await world.deliver()
    expect((await world.hook(hook.id))?.disabledAt).not.toBeNull()
    expect((await world.deliveries(hook.id)).map(({ status }) => status)).not.toContain('waiting')
    const before = receiver.received.length
    await happen()
    await world.deliver()
    expect(receiver.received).toHaveLength(before)
    const [delivery] = await world.deliveries(hook.id)
    expect(await refusal(retryDelivery(world.anna.ctx, hook.id, delivery?.id ?? ''))).toBe('conflict')
    expect(await refusal(testWebhook(world.anna.ctx, hook.id))).toBe('conflict')
    receiver.answer(204)
    expect(await updateWebhook(world.anna.ctx, hook.id, { enabled: true })).toMatchObject({ failingSince: null })
    await happen()
    await world.deliver()
    expect(receiver.received).toHaveLength(before + 1)
  })

  it('that works now and then stays on', async () => {
    for (let days = 0; days < 12; days += 3) {
      receiver.answer(days % 2 === 0 ? 500 : 204)
      await happen()
      await world.deliver()
      receiver.answer(204)
      await world.wait(hook.id, 3 * 24 * HOUR)
      await happen()
      await world.deliver()
    }
    expect(await world.hook(hook.id)).toMatchObject({ disabledAt: null, failingSince: null })
  })

  it('is sent nothing while its owner is disabled, and nothing after it was deleted', async () => {
    await world.db.update(users).set({ role: 'admin' }).where(eq(users.id, world.ben.user.id))
    await happen()
    await changePerson(world.system, world.anna.user.id, { disabled: true })
    await world.deliver()
    expect(receiver.received).toHaveLength(0)
    await changePerson(world.system, world.anna.user.id, { disabled: false })
    await world.deliver()
    expect(receiver.received).toHaveLength(1)
    await happen()
    await world.db.delete(webhooks).where(eq(webhooks.id, hook.id))
    await world.deliver()
    expect(receiver.received).toHaveLength(1)
    await world.db.update(users).set({ role: 'user' }).where(eq(users.id, world.ben.user.id))
  })

  it('of somebody who is no administrator any more reaches this machine no longer, whatever name leads here', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const one = await world.makeHook(world.anna, receiver.at('/', host))
      await happen()
      await world.db.update(users).set({ role: 'user' }).where(eq(users.id, world.anna.user.id))
      await world.deliver()
      await world.db.update(users).set({ role: 'admin' }).where(eq(users.id, world.anna.user.id))
      expect((await world.deliveries(one.id))[0]).toMatchObject({
        status: 'waiting',
        responseStatus: null,
        error: 'It leads to no address that a webhook may have, or its name is not known.',
      })
    }
    expect(receiver.received).toHaveLength(0)
  })

  it('is tried with a ping, once', async () => {
    receiver.answer(500)
    const ping = await testWebhook(world.anna.ctx, hook.id)
    expect(ping).toMatchObject({ event: 'ping', status: 'waiting' })
    await world.deliver()
    expect(receiver.bodies).toEqual([expect.objectContaining({ id: ping.id, event: 'ping', data: {} })])
    expect(await first()).toMatchObject({ status: 'failed', attempts: 1, responseStatus: 500 })
    expect(await failing()).toBeNull()
  })

  it('is sent a delivery again, as the same bytes under the same id', async () => {
    await happen()
    await world.deliver()
    const { id = '' } = (await first()) ?? {}
    expect(await refusal(retryDelivery(world.ben.ctx, hook.id, id))).toBe('not_found')
    expect(await refusal(retryDelivery(world.anna.ctx, hook.id, randomUUID()))).toBe('not_found')
    const other = await world.makeHook(world.anna, receiver.at('/other'))
    expect(await refusal(retryDelivery(world.anna.ctx, other.id, id))).toBe('not_found')
    expect(await retryDelivery(world.anna.ctx, hook.id, id)).toMatchObject({ id, status: 'waiting' })
    await world.deliver()
    const [once, twice] = receiver.received
    expect(twice?.body).toBe(once?.body)
    expect(twice?.headers['albumen-delivery']).toBe(id)
  })

  it('keeps a short log, newest first, page by page', async () => {
    const values = Array.from({ length: KEPT + 20 }, () => ({
      webhookId: hook.id,
      event: 'album.changed',
      body: '{}',
      status: 'delivered' as const,
    }))
    await world.db.insert(webhookDeliveries).values(values)
    await sweepDeliveries(world.system)
    const rows = await world.deliveries(hook.id)
    expect(rows).toHaveLength(KEPT)
    const page = await listDeliveries(world.anna.ctx, { webhookId: hook.id, limit: 60 })
    const rest = await listDeliveries(world.anna.ctx, { webhookId: hook.id, limit: 60, cursor: page.next ?? '' })
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse())
    expect(rest.next).toBeNull()
    await world.db.update(webhookDeliveries).set({ createdAt: sql`now() - interval '31 days'` })
    await happen()
    await sweepDeliveries(world.system)
    expect(await world.deliveries(hook.id)).toHaveLength(1)
  })

  it('gives up what nobody could send for a day', async () => {
    await happen()
    await world.wait(hook.id, 30 * HOUR)
    await sweepDeliveries(world.system)
    expect(await first()).toMatchObject({ status: 'failed', error: expect.stringContaining('for a day') })
  })
})
