import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { spool } from './spool'

const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`albumen-upload-${process.pid}-`))

test('a spooled body can be read more than once, and has no name while it is there: a killed process leaves nothing', async () => {
  const file = await spool(Readable.from([Buffer.from('some '), Buffer.from('bytes')]), 100)
  expect(await left()).toEqual([])
  for (const _ of [1, 2]) expect((await buffer(file.open())).toString()).toBe('some bytes')
  expect(file.bytes).toBe(10)
  await file.remove()
})

test('nothing is left of one that is too large or breaks', async () => {
  await expect(spool(Readable.from([Buffer.alloc(200)]), 100)).rejects.toMatchObject({ code: 'too_large' })
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('x')
      throw new Error('broken')
    })(),
  )
  await expect(spool(broken, 100)).rejects.toThrow('broken')
  expect(await left()).toEqual([])
})
