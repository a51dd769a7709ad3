import { test } from '@playwright/test'
import { startInstance } from './instance'
import { makePeople } from './people'
import type { Stage } from './stage'
import { makeWorld } from './world'

/**
 * Stands an instance that a spec has for itself, with its people and what they have: what is done to it is felt by no other.
 * @param env its settings
 * @param onStand is handed it, before the hooks and tests behind this
 */
export function ownWorld(env: Record<string, string>, onStand: (stage: Stage) => void): void {
  let stop: (() => Promise<void>) | undefined
  test.beforeAll(async () => {
    test.setTimeout(240_000)
    const instance = await startInstance(env)
    stop = instance.stop
    const people = await makePeople(instance)
    onStand({ instance, people, world: await makeWorld(instance, people) })
  })
  test.afterAll(async () => {
    await stop?.()
  })
}
