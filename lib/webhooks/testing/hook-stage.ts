import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { webhooks } from '@/db/schema/webhooks'
import { publishAlbum } from '../../photos/events'
import type { NewWebhook } from '../contract'
import { type HookWorld, openHookWorld } from './hook-world'
import { Receiver } from './receiver'

/** The world of a test file, and for each test a receiver and anna's webhook that leads there. */
export let world: HookWorld
export let receiver: Receiver
export let hook: NewWebhook

export const HOUR = 3_600

/** Sets them up for the test file that calls it. */
export function stageHooks(): void {
  beforeAll(async () => {
    world = await openHookWorld()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    receiver = await Receiver.start()
    hook = await world.makeHook(world.anna, receiver.at('/hook?key=1'))
  })
  afterEach(async () => {
    await receiver.stop()
    await world.db.delete(webhooks)
  })
}

/** One thing that happens to anna's library. */
export const happen = () => publishAlbum(world.db, { id: randomUUID(), ownerId: world.anna.user.id }, 'described')

/** The first of what is, was or will be sent to the webhook. */
export const first = async () => (await world.deliveries(hook.id))[0]

/** Another one in the place of a receiver that was stopped. */
export async function replaceReceiver(): Promise<void> {
  receiver = await Receiver.start()
}
