// The same troubles on both ways into the library: what becomes of a body must not depend on where it came from.
import { describe, expect, it } from 'vitest'
import { redrawPhoto } from '../../edits/redraw-photo'
import { AppError, notFound } from '../../errors/app-error'
import { DecodeFailure } from '../../imaging/decoded/decode-failure'
import { RENDITION_KINDS, renditionKey, renditionKeys } from '../../photos/keys'
import type { Revision } from '../../photos/renditions'
import { storeAway } from '../../photos/testing/memory-store'
import { toolsFor } from '../../photos/testing/process'
import { decodedOf, inWorld, type World } from '../../photos/testing/world'
import { anObject, anUpload, type Subject } from '../testing/subjects'

const drawn = ({ store }: World) => [...store.objects.keys()].filter((key) => key.startsWith('renditions/'))

const TROUBLES: [trouble: string, error: () => Error, states: (string | RegExp)[]][] = [
  [
    'the decoder dies',
    () => new DecodeFailure('It died.', { retry: true }),
    ['waits 1', 'waits 2', 'failed: It died.'],
  ],
  ['the file is damaged', () => new DecodeFailure('Broken.', { retry: false }), ['failed: Broken.']],
  [
    'the file holds nothing to show',
    () => new DecodeFailure('Nothing in it.', { retry: false, notShown: true }),
    [/^(failed: Nothing in it\.|ready)$/],
  ],
  ['the worker is killed', () => new Error('killed'), ['waits 1', 'waits 2', 'waits 3', /^failed: .*three times/]],
  [
    'the database cuts the work off',
    () => Object.assign(new Error('deadlock'), { code: '40P01' }),
    ['waits 1', 'waits 2', 'waits 3', /^failed: .*three times/],
  ],
  ['a service is away', () => Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), Array(5).fill('waits 0')],
  ['our store is away', storeAway, Array(5).fill('waits 0')],
]

describe.each([
  ['an upload', anUpload],
  ['an object of a source', anObject],
] as const)('%s', (_name, begin) => {
  const inSubject = (test: (world: World, subject: Subject) => Promise<void>) =>
    inWorld(async (world) => test(world, await begin(world)))

  it(
    'is shown',
    inSubject(async (world, subject) => {
      expect(await subject.run()).toBeNull()
      expect(await subject.state()).toBe('ready')
      expect(await subject.shown()).toMatchObject({ width: 4000 })
      expect(drawn(world)).toHaveLength(2)
    }),
  )

  it.each(TROUBLES)('%s', (_trouble, error, states) =>
    inSubject(async (world, subject) => {
      const tools = toolsFor(subject.data)
      tools.before = async () => {
        throw error()
      }
      for (const state of states) {
        await subject.run(tools)
        expect(await subject.state()).toEqual(typeof state === 'string' ? state : expect.stringMatching(state))
      }
      expect(drawn(world)).toEqual([])
    })(),
  )

  it(
    'waits while its origin is away, and costs no attempt',
    inSubject(async (_world, subject) => {
      subject.origin.before = () => {
        throw subject.away()
      }
      for (let run = 0; run < 5; run++) {
        await subject.run()
        expect(await subject.state()).toBe('waits 0')
      }
      subject.origin.before = () => {}
      await subject.run()
      expect(await subject.state()).toBe('ready')
    }),
  )

  it.each([
    ['is away', storeAway, 'waits 0'],
    ['breaks off as the worker is killed', () => new Error('killed'), 'waits 1'],
  ])('is done again with the same result where our store %s between two renditions', (_what, error, state) =>
    inSubject(async (world, subject) => {
      const before = world.store.before
      world.store.before = (step, key) => {
        if (step === 'put' && key.includes('preview')) throw error()
      }
      await subject.run()
      expect(await subject.state()).toBe(state)
      world.store.before = before
      await subject.run()
      expect(await subject.state()).toBe('ready')
      expect(drawn(world)).toHaveLength(2)
    })(),
  )

  it(
    'is given back by a worker that must end, whatever the error',
    inSubject(async (_world, subject) => {
      const ending = new AbortController()
      const tools = toolsFor(subject.data)
      tools.before = async () => {
        ending.abort()
        throw new DecodeFailure('Stopped.', { retry: false })
      }
      await subject.run(tools, ending.signal)
      expect(await subject.state()).toBe('waits 0')
    }),
  )

  it.each([
    ['commits nothing', null],
    ['fails nothing', new DecodeFailure('Too late.', { retry: false })],
    ['gives nothing back', new AppError('unavailable', 'too late')],
  ])('that was overtaken %s', (_what, error) =>
    inSubject(async (world, subject) => {
      const slow = toolsFor(subject.data, { width: 1 })
      slow.before = async () => {
        await subject.run()
        if (error) throw error
      }
      await subject.run(slow)
      expect(await subject.state()).toBe('ready')
      expect(await subject.shown()).toMatchObject({ width: 4000 })
      expect(drawn(world)).toHaveLength(2)
    })(),
  )

  it(
    'that is taken away meanwhile leaves no rendition behind',
    inSubject(async (world, subject) => {
      const tools = toolsFor(subject.data)
      tools.before = async () => void (await subject.remove())
      expect(await subject.run(tools)).toBeNull()
      expect(drawn(world)).toEqual([])
    }),
  )

  it(
    'whose bytes are gone is not tried again',
    inSubject(async (_world, subject) => {
      subject.origin.before = () => {
        throw notFound()
      }
      const tools = toolsFor(subject.data)
      expect(await subject.run(tools)).toBeNull()
      expect(await subject.state()).not.toMatch(/^waits/)
      expect(tools.asked).toBe(0)
    }),
  )

  it.each(RENDITION_KINDS)('is drawn anew where our store has lost its %s, and is otherwise what it was', (kind) =>
    inSubject(async (world, subject) => {
      await subject.run()
      const before = await subject.shown()
      if (!before) throw new Error('nothing is shown')
      world.store.objects.delete(renditionKey(before.id, before.revision, kind))
      await redrawPhoto(world.system, { photoId: before.id })
      expect(await subject.state()).toBe('waits 0')
      await subject.run()
      expect(await subject.state()).toBe('ready')
      const after = await subject.shown()
      expect(after).toMatchObject({ id: before.id, width: 4000, visibility: before.visibility })
      expect(drawn(world).sort()).toEqual(renditionKeys(after as Revision).sort())
    })(),
  )

  it(
    'has a child of its own from the second attempt on',
    inSubject(async (_world, subject) => {
      const fresh: unknown[] = []
      const tools = toolsFor(subject.data)
      tools.decoder.decode = async (input: { body: AsyncIterable<Buffer>; fresh?: boolean }) => {
        fresh.push(input.fresh)
        for await (const _ of input.body) {
        }
        if (fresh.length < 3) throw new DecodeFailure('It died.', { retry: true })
        return decodedOf(subject.data)
      }
      for (let run = 0; run < 3; run++) await subject.run(tools)
      expect(fresh).toEqual([false, true, true])
      expect(await subject.state()).toBe('ready')
    }),
  )
})
