import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashFile } from './hash-file'

const JPEG = [0xff, 0xd8, 0xff, 0xe0]

describe('hashFile', () => {
  it.each([4, 63, 64, 65, 4096, 1024 * 1024, 1024 * 1024 + 1, 3_500_000])(
    'agrees with OpenSSL on %s bytes',
    async (length) => {
      const bytes = Buffer.alloc(length, 7)
      bytes.set(JPEG)
      const expected = createHash('sha256').update(bytes).digest('hex')
      expect(await hashFile(new Blob([bytes]))).toEqual({ sha256: expected, mediaType: 'image/jpeg' })
    },
  )

  it('reads no more than the head of what is no picture', async () => {
    const read: number[] = []
    const blob = {
      size: 5e9,
      slice: (start: number, end: number) => {
        read.push(end)
        return new Blob([new Uint8Array(Math.min(end - start, 4096))])
      },
    } as unknown as Blob
    expect(await hashFile(blob)).toEqual({ sha256: '', mediaType: null })
    expect(Math.max(...read)).toBeLessThanOrEqual(4096)
  })
})
