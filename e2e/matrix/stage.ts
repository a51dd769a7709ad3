import { test as base } from '@playwright/test'
import { type Instance, startInstance } from './instance'
import { makePeople, type People } from './people'
import { makeWorld, type World } from './world'

/** One instance with its people and what they have, for all specs of the matrix that run in one worker. */
export interface Stage {
  instance: Instance
  people: People
  world: World
}

export const test = base.extend<object, { stage: Stage }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const instance = await startInstance()
      const people = await makePeople(instance)
      await use({ instance, people, world: await makeWorld(instance, people) })
      await instance.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})
