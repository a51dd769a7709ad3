import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNewsLine } from './news-line'

class FakeSource extends EventTarget {
  static readonly opened: FakeSource[] = []
  readonly CLOSED = 2
  readyState = 1
  closed = false
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  constructor() {
    super()
    FakeSource.opened.push(this)
  }
  close() {
    this.closed = true
  }
  say(type: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: typeof data === 'string' ? data : JSON.stringify(data) }))
  }
}

const refused = vi.fn()
const open = () => createNewsLine(() => new FakeSource() as unknown as EventSource, refused)
const source = () => FakeSource.opened.at(-1) as FakeSource

beforeEach(() => {
  FakeSource.opened.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('the line to the events', () => {
  it('is one for all who listen, and ends with the last', () => {
    const line = open()
    const [photo, scan, album] = [vi.fn(), vi.fn(), vi.fn()]
    const stopPhoto = line.listen({ photo, reconnected: vi.fn() })
    const stopScan = line.listen({ scan, album, reconnected: vi.fn() })
    expect(FakeSource.opened).toHaveLength(1)
    source().say('photo', { photoId: 'p', status: 'ready' })
    source().say('scan', { sourceId: 's', status: 'running' })
    source().say('album', { albumId: 'a', change: 'gone' })
    source().say('album', { albumId: 'a' })
    expect(album.mock.calls).toEqual([[{ albumId: 'a', change: 'gone' }]])
    expect(photo.mock.calls).toEqual([[{ photoId: 'p', status: 'ready', gone: false }]])
    expect(scan.mock.calls).toEqual([[{ sourceId: 's', status: 'running' }]])
    stopPhoto()
    expect(source().closed).toBe(false)
    stopScan()
    expect(source().closed).toBe(true)
  })

  it.each(['', 'null', '[]', '{"photoId":"p"}', '{'])('passes over %j', (data) => {
    const photo = vi.fn()
    open().listen({ photo, reconnected: vi.fn() })
    source().say('photo', data)
    expect(photo).not.toHaveBeenCalled()
  })

  it('says when news may have been missed, and connects again after a refusal', () => {
    const reconnected = vi.fn()
    open().listen({ reconnected })
    source().onopen?.()
    expect(reconnected).not.toHaveBeenCalled()
    source().readyState = 2
    source().onerror?.()
    expect(refused).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(5_000)
    expect(FakeSource.opened).toHaveLength(2)
    source().onopen?.()
    expect(reconnected).toHaveBeenCalledTimes(1)
  })
})
