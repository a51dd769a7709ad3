import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepTyping, pressAgain } from './early-actions'

class Key extends Event {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey = false
  readonly altKey = false
  readonly shiftKey = false
  readonly code = ''
  constructor(type: string, { key = '', ctrlKey = false }: { key?: string; ctrlKey?: boolean }) {
    super(type, { cancelable: true })
    this.key = key
    this.ctrlKey = ctrlKey
  }
}

const page = new EventTarget()
const press = (key: string, more = {}) => {
  const event = new Key('keydown', { key, ...more })
  page.dispatchEvent(event)
  return event
}

beforeEach(() => {
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', { activeElement: page, body: page })
  vi.stubGlobal('KeyboardEvent', Key)
})
afterEach(() => vi.unstubAllGlobals())

describe('typing for a line that is on its way', () => {
  it('is kept, corrections too, away from the page', () => {
    const kept = keepTyping()
    expect(press('a').defaultPrevented).toBe(true)
    for (const key of ['b', 'x', 'Backspace', 'c', 'Shift']) press(key)
    expect(kept.end()).toBe('abc')
    expect(press('d').defaultPrevented).toBe(false)
  })

  it('lets shortcuts of the browser pass', () => {
    const kept = keepTyping()
    expect(press('r', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(kept.end()).toBe('')
  })

  it('is called off by Escape', () => {
    const kept = keepTyping()
    press('a')
    press('Escape')
    expect(press('b').defaultPrevented).toBe(false)
    expect(kept.end()).toBeNull()
  })
})

it('presses keys again in their order, each after whoever wants it may have come', async () => {
  const heard: string[] = []
  const listen = (event: Event) => heard.push((event as Key).key)
  const events = ['t', '5'].map((key) => new Key('keydown', { key }) as unknown as KeyboardEvent)
  const again = pressAgain(events)
  page.addEventListener('keydown', listen)
  await again
  page.removeEventListener('keydown', listen)
  expect(heard).toEqual(['t', '5'])
})
