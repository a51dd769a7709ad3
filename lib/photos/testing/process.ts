import type { processPhoto } from '../../ingest/process'
import { uploaded } from './upload'
import { decodedOf, jpegBytes, type World } from './world'

type Tools = Parameters<typeof processPhoto>[2]

export const LOCATION = { latitude: 52.5, longitude: 13.4, altitude: 35 }
const BERLIN = { town: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'DE' }

/** A decoder that reads its body and gives what it is told to; it counts how often it is asked. */
export function toolsFor(data: Buffer, overrides: Parameters<typeof decodedOf>[1] = {}) {
  const tools = {
    asked: 0,
    before: async () => {},
    decoder: {
      async decode({ body }: { body: AsyncIterable<Buffer> }) {
        tools.asked += 1
        for await (const _ of body) {
        }
        await tools.before()
        return decodedOf(data, overrides)
      },
    },
    locate: async () => BERLIN,
  }
  return tools satisfies Tools
}

/** A photo that waits to be processed; the store's calls are counted from here on. */
export async function waiting(world: World): Promise<{ id: string; data: Buffer }> {
  const data = jpegBytes()
  const id = await uploaded(world.as(world.anna), data)
  world.store.calls.length = 0
  return { id, data }
}
