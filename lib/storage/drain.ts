import type { Readable } from 'node:stream'

/**
 * Reads what is left of a request's body and throws it away, so that a client that is still sending gets the answer:
 * a connection closed under it would look like a broken network. Beyond `most` bytes it is closed after all.
 */
export async function drain(body: Readable, most: number): Promise<void> {
  let left = most
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      left -= chunk.length
      if (left < 0) break
    }
  } catch {
    // The client has left: nobody waits for an answer.
  }
  body.destroy()
}
