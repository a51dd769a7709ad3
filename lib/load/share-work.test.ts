import { describe, expect, it } from 'vitest'
import { SharedWork } from './share-work'

/** Work that ends when the test says so. */
function heldWork() {
  const begun: { end: (answer: string) => void; fail: (error: Error) => void }[] = []
  const work = () => new Promise<string>((end, fail) => begun.push({ end, fail }))
  return { begun, work }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('shared work', () => {
  it('is done once for all who come while another is at it, and begun after the last of them asked', async () => {
    const { begun, work } = heldWork()
    const shared = new SharedWork<string>()
    const first = shared.ask('a', work)
    const others = [shared.ask('a', work), shared.ask('a', work), shared.ask('a', work)]
    await settled()
    expect(begun).toHaveLength(1)
    begun[0]?.end('before')
    expect(await first).toBe('before')
    await settled()
    expect(begun).toHaveLength(2)
    const late = shared.ask('a', work)
    begun[1]?.end('after')
    expect(await Promise.all(others)).toEqual(['after', 'after', 'after'])
    await settled()
    begun[2]?.end('later')
    expect(await late).toBe('later')
  })

  it('keeps nothing once nobody is at it', async () => {
    const shared = new SharedWork<number>()
    let times = 0
    const work = async () => ++times
    expect(await shared.ask('a', work)).toBe(1)
    expect(await shared.ask('a', work)).toBe(2)
  })

  it('waits for nobody who asks something else, and a failure is not that of those who come after', async () => {
    const { begun, work } = heldWork()
    const shared = new SharedWork<string>()
    const failing = shared.ask('a', work)
    const other = shared.ask('b', work)
    const after = shared.ask('a', work)
    begun[1]?.end('b')
    expect(await other).toBe('b')
    begun[0]?.fail(new Error('away'))
    await expect(failing).rejects.toThrow('away')
    await settled()
    begun[2]?.end('a')
    expect(await after).toBe('a')
  })
})
