import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webhooks } from '@/db/schema/webhooks'
import { ANONYMOUS, SYSTEM, type TokenActor } from '../context/actor'
import type { Context } from '../context/context'
import { refusal } from '../photos/testing/refusal'
import { listDeliveries, retryDelivery, testWebhook } from './deliveries'
import { type HookWorld, openHookWorld } from './testing/hook-world'
import { createWebhook, deleteWebhook, listWebhooks, MOST_WEBHOOKS, updateWebhook } from './webhooks'

let world: HookWorld
beforeAll(async () => {
  world = await openHookWorld()
})
afterAll(() => world.close())

const making = { url: 'https://receiver.example/hook', events: ['photo.ready' as const] }

describe('a webhook', () => {
  it('shows its secret once and keeps it sealed', async () => {
    const made = await createWebhook(world.anna.ctx, making)
    expect(made.secret).toMatch(/^whsec_[\w-]{43}$/)
    const row = await world.hook(made.id)
    expect(JSON.stringify(row)).not.toContain(made.secret)
    const listed = await listWebhooks(world.anna.ctx)
    expect(JSON.stringify(listed)).not.toContain(made.secret)
    expect(listed[0]).toMatchObject({ ...making, enabled: true, failingSince: null, lastDelivery: null })
    const other = await createWebhook(world.anna.ctx, making)
    expect(other.secret).not.toBe(made.secret)
    const changed = await updateWebhook(world.anna.ctx, made.id, {
      url: 'https://other.example/',
      events: ['album.changed'],
    })
    expect(changed).toMatchObject({ url: 'https://other.example/', events: ['album.changed'], enabled: true })
    expect((await world.hook(made.id))?.secretSealed).toBe(row?.secretSealed)
    await deleteWebhook(world.anna.ctx, made.id)
    expect(await world.hook(made.id)).toBeUndefined()
  })

  it('is its owner’s alone, and no token’s', async () => {
    const { id } = await createWebhook(world.anna.ctx, making)
    const { userId, username, name } = world.anna.actor
    const token: TokenActor = {
      kind: 'token',
      tokenId: randomUUID(),
      userId,
      username,
      name,
      role: 'user',
      scopes: ['read', 'write'],
    }
    const verbs: ((ctx: Context) => Promise<unknown>)[] = [
      (ctx) => updateWebhook(ctx, id, { enabled: false }),
      (ctx) => deleteWebhook(ctx, id),
      (ctx) => listDeliveries(ctx, { webhookId: id, limit: 5 }),
      (ctx) => retryDelivery(ctx, id, randomUUID()),
      (ctx) => testWebhook(ctx, id),
    ]
    const as = (actor: Context['actor']): Context => ({ ...world.anna.ctx, actor })
    for (const verb of verbs) {
      expect(await refusal(verb(world.ben.ctx))).toBe('not_found')
      expect(await refusal(verb(as(token)))).toBe('forbidden')
      for (const actor of [ANONYMOUS, SYSTEM]) expect(await refusal(verb(as(actor)))).toBe('unauthenticated')
    }
    expect(await refusal(listWebhooks(as(token)))).toBe('forbidden')
    expect(await refusal(createWebhook(as(token), making))).toBe('forbidden')
    expect(await listWebhooks(world.ben.ctx)).toEqual([])
    expect(await world.hook(id)).toMatchObject({ disabledAt: null })
  })

  it('is one of a few, however many are asked for at once', async () => {
    await world.db.delete(webhooks)
    const asked = await Promise.all(
      Array.from({ length: MOST_WEBHOOKS + 4 }, () => refusal(createWebhook(world.ben.ctx, making))),
    )
    expect(asked.filter((code) => code === 'conflict')).toHaveLength(4)
    expect(await world.db.$count(webhooks, eq(webhooks.ownerId, world.ben.user.id))).toBe(MOST_WEBHOOKS)
    await world.db.delete(webhooks)
  })
})

const PRIVATE = [
  'http://127.0.0.1/hook',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://localhost:3000/',
  'http://LOCALHOST./',
  'http://a.localhost/',
  'http://10.0.0.1/',
  'https://192.168.1.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[fd12::1]/',
  'http://[64:ff9b::7f00:1]/',
]
const CLOSED = [
  'http://169.254.169.254/latest/meta-data',
  'http://2852039166/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://0.0.0.0/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://100.100.100.200/',
]

describe('where a webhook lies', () => {
  it.each(PRIVATE)('%s is for administrators only', async (url) => {
    expect(await refusal(createWebhook(world.ben.ctx, { ...making, url }))).toBe('invalid')
    const { id } = await createWebhook(world.anna.ctx, { ...making, url })
    await deleteWebhook(world.anna.ctx, id)
  })

  it.each(CLOSED)('%s is for nobody', async (url) => {
    expect(await refusal(createWebhook(world.ben.ctx, { ...making, url }))).toBe('invalid')
    expect(await refusal(createWebhook(world.anna.ctx, { ...making, url }))).toBe('invalid')
    const { id } = await createWebhook(world.anna.ctx, making)
    expect(await refusal(updateWebhook(world.anna.ctx, id, { url }))).toBe('invalid')
    await deleteWebhook(world.anna.ctx, id)
  })
})
