import { expect, it } from 'vitest'
import { largeTowns } from './large-towns'

it('names the large towns of the world, the largest first, and no districts', async () => {
  const towns = await largeTowns()
  expect(towns.length).toBeGreaterThan(5_000)
  expect(towns.length).toBeLessThan(20_000)
  const berlin = towns.find(([name]) => name === 'Berlin')
  expect(berlin?.[1]).toBeCloseTo(13.41, 1)
  expect(berlin?.[2]).toBeCloseTo(52.52, 1)
  expect(berlin?.[3]).toBeGreaterThan(3_000_000)
  const sizes = towns.map(([, , , population]) => population)
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  expect(towns.some(([name]) => name === 'Kreuzberg')).toBe(false)
  expect(JSON.stringify(towns).length).toBeLessThan(600_000)
})
