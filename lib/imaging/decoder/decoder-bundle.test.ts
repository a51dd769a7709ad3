import { readFile, stat, utimes } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { decoderBundle } from './decoder-bundle.mjs'
import { DECODER_CHILD } from './decoder-program.mjs'

test('the program of the children is made once, and anew when any of its sources, in whatever folder, has changed', async () => {
  const file = await decoderBundle(DECODER_CHILD)
  const [made, text] = [await stat(file), await readFile(file, 'utf8')]
  expect(await decoderBundle(DECODER_CHILD)).toBe(file)
  expect((await stat(file)).mtimeMs).toBe(made.mtimeMs)
  const source = 'lib/imaging/formats/sniff.ts'
  const { atime, mtime } = await stat(source)
  try {
    await utimes(source, atime, new Date(mtime.getTime() - 5_000))
    await decoderBundle(DECODER_CHILD)
    expect(await readFile(file, 'utf8')).not.toBe(text)
  } finally {
    await utimes(source, atime, mtime)
    await decoderBundle(DECODER_CHILD)
  }
})
