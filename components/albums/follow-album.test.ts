import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/http/api-error'
import { noteDeletedHere } from './deleted-here'
import { followAlbum } from './follow-album'

type Hear = { album: (news: { albumId: string; change: string }) => void; reconnected: () => void }

const page = vi.hoisted(() => ({
  listeners: [] as Hear[],
  fetchAlbum: vi.fn(),
  reload: vi.fn(async () => undefined),
}))

vi.mock('../photo-lists/page-news', () => ({
  pageNews: {
    listen: (listener: Hear) => {
      page.listeners.push(listener)
      return () => page.listeners.splice(page.listeners.indexOf(listener), 1)
    },
  },
}))
vi.mock('../photo-lists/page-lists', () => ({
  pageLists: { get: () => ({ photos: [] }), subscribe: () => () => {}, reload: page.reload },
}))
vi.mock('./album-calls', () => ({ fetchAlbum: page.fetchAlbum }))

const ALBUM = { id: 'a', title: 'Boats' }
const say = (change: string, albumId = 'a') => {
  for (const { album } of page.listeners) album({ albumId, change })
}
const settled = () => vi.advanceTimersByTimeAsync(1_000)

function follow(own = true) {
  const tell = vi.fn()
  return { tell, stop: followAlbum('a', own, tell) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
  page.fetchAlbum.mockReset().mockResolvedValue(ALBUM)
  page.reload.mockReset().mockResolvedValue(undefined)
  page.listeners.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an open album', () => {
  it('is asked for again when it was changed, and not for news of another one', async () => {
    const { tell, stop } = follow()
    say('described', 'b')
    await settled()
    expect(page.fetchAlbum).not.toHaveBeenCalled()
    say('described')
    say('described')
    await settled()
    expect(tell.mock.calls).toEqual([[ALBUM]])
    expect(page.reload).not.toHaveBeenCalled()
    stop()
    expect(page.listeners).toEqual([])
  })

  it('has its list asked for again when other photos are in it, also while news never end', async () => {
    const { stop } = follow()
    for (let n = 0; n < 20; n++) {
      say('photos')
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(page.reload.mock.calls.length).toBeGreaterThanOrEqual(3)
    expect(page.reload.mock.calls.length).toBeLessThanOrEqual(5)
    stop()
  })

  it('asks once at a time, and once more for what came meanwhile', async () => {
    const answers: (() => void)[] = []
    page.reload.mockImplementation(() => new Promise((resolve) => answers.push(() => resolve(undefined))))
    const { stop } = follow()
    say('photos')
    await settled()
    say('photos')
    say('photos')
    await settled()
    expect(answers).toHaveLength(1)
    answers[0]?.()
    await settled()
    expect(answers).toHaveLength(2)
    stop()
  })

  it('is gone at once, and stays so whatever an answer from before says', async () => {
    let answer = (_: unknown) => {}
    page.fetchAlbum.mockImplementation(() => new Promise((resolve) => (answer = resolve)))
    const { tell, stop } = follow()
    say('described')
    await settled()
    say('gone')
    expect(tell.mock.calls).toEqual([[null]])
    answer(ALBUM)
    await settled()
    expect(tell).toHaveBeenCalledTimes(1)
    stop()
  })

  it('that this page deletes itself is left to it', async () => {
    const takeBack = noteDeletedHere('a')
    const { tell, stop } = follow()
    say('gone')
    expect(tell).not.toHaveBeenCalled()
    takeBack()
    say('gone')
    expect(tell).toHaveBeenCalledWith(null)
    stop()
  })

  it('is looked for when news may have been missed, and by visitors when they come back', async () => {
    page.fetchAlbum.mockRejectedValue(new ApiError({ status: 404, code: 'not_found', detail: '' }))
    const one = follow()
    for (const { reconnected } of page.listeners) reconnected()
    await settled()
    expect(one.tell).toHaveBeenCalledWith(null)
    expect(page.reload).toHaveBeenCalledWith('albums/a')
    one.stop()
    const visitor = follow(false)
    expect(page.listeners).toEqual([])
    window.dispatchEvent(new Event('focus'))
    await settled()
    expect(visitor.tell).toHaveBeenCalledWith(null)
    visitor.stop()
  })
})
