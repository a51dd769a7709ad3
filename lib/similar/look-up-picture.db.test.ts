import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import { refusal } from '../photos/testing/refusal'
import { decodedOf, inWorld } from '../photos/testing/world'
import { lookUpPicture } from './look-up-picture'

const PRINT = { hash: '0110'.repeat(32), detail: '0011'.repeat(128) }
const QUERY = { distance: 10, limit: 10, mirrored: 'false', rotated: 'false' } as const
const jpeg = () =>
  sharp({ create: { width: 32, height: 32, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()

function decoderOf(made: Partial<ReturnType<typeof decodedOf>> | DecodeFailure = PRINT) {
  return {
    async decode({ body }: DecodeInput) {
      const parts = []
      for await (const chunk of body) parts.push(chunk)
      if (made instanceof DecodeFailure) throw made
      return decodedOf(Buffer.concat(parts), made)
    },
  }
}

const look = (ctx: Context, files: Buffer[], decoder = decoderOf(), fields: Record<string, string> = {}) =>
  lookUpPicture(
    ctx,
    {
      ...QUERY,
      asker: 'somebody',
      read: async (take) => {
        for (const file of files) await take({ body: Readable.from([file], { objectMode: false }) })
        return fields
      },
    },
    decoder,
  )

test(
  'a picture that is sent finds what looks like it and leaves nothing',
  inWorld(async ({ db, store, anna, ben, as }) => {
    const mine = await makePhoto(db, anna.id, PRINT)
    const { items } = await look(as(anna), [await jpeg()])
    expect(items.map(({ photo, distance }) => [photo.id, distance])).toEqual([[mine.id, 0]])
    expect((await look(as(ben), [await jpeg()])).items).toEqual([])
    expect(store.calls).toEqual([])
  }),
)

test(
  'what cannot be compared is refused in words of its own',
  inWorld(async ({ anna, as, anonymous }) => {
    const file = await jpeg()
    expect(await refusal(look(anonymous, [file]))).toBe('unauthenticated')
    expect(await refusal(look(as(anna), [file], decoderOf({ hash: null })))).toBe('unprocessable')
    await expect(look(as(anna), [file], decoderOf({ hash: null }))).rejects.toThrow('too even to compare')
    expect(await refusal(look(as(anna), [Buffer.from('#!/bin/sh')]))).toBe('unsupported_media')
    expect(await refusal(look(as(anna), [Buffer.alloc(0)]))).toBe('invalid')
    expect(await refusal(look(as(anna), []))).toBe('invalid')
    expect(await refusal(look(as(anna), [file, file]))).toBe('invalid')
    expect(await refusal(look(as(anna), [file], decoderOf(), { visibility: 'public' }))).toBe('invalid')
    const broken = new DecodeFailure('It is broken.', { retry: false })
    await expect(look(as(anna), [file], decoderOf(broken))).rejects.toThrow('It is broken.')
    const ended = new DecodeFailure('stopped', { retry: true })
    expect(await refusal(look(as(anna), [file], decoderOf(ended)))).toBe('unavailable')
  }),
)

test(
  'one person has two under way at most, and as many again when they end',
  inWorld(async ({ anna, as }) => {
    const file = await jpeg()
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const slow = { decode: async (input: DecodeInput) => gate.then(() => decoderOf().decode(input)) }
    const first = [look(as(anna), [file], slow), look(as(anna), [file], slow)]
    expect(await refusal(look(as(anna), [file], slow))).toBe('rate_limited')
    go()
    await Promise.all(first)
    expect((await look(as(anna), [file])).items).toEqual([])
  }),
)
