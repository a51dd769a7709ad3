import { describe, expect, it } from 'vitest'
import type { DuplicateGroup, ResolveReply } from '@/lib/duplicates/contract'
import { decisionWords, reasonWords, relationWords, undoneWords } from './duplicate-words'

const large = { id: 'a', width: 4000, height: 3000, bytes: 5_000_000, mediaType: 'image/jpeg' }
const small = { id: 'b', width: 1600, height: 1200, bytes: 400_000, mediaType: 'image/jpeg' }
const pairs = (kind: DuplicateGroup['kind']) => [{ a: 'a', b: 'b', distance: 3, kind }]

describe('what one photo is to another', () => {
  it.each([
    ['Same bytes', pairs('same_bytes'), large],
    ['Same picture, fewer pixels, smaller file', pairs('resaved'), small],
    ['Same picture, smaller file', pairs('resaved'), { ...large, bytes: 1 }],
    ['Same picture, larger file, other format', pairs('resaved'), { ...large, bytes: 9e6, mediaType: 'image/png' }],
    ['Same picture', pairs('resaved'), large],
    ['Edited: brightened, cropped or marked, fewer pixels, smaller file', pairs('edited'), small],
    ['Another shot, seconds apart', pairs('burst'), small],
    ['Another file of the same shot', pairs('companion'), small],
    ['Alike by way of another photo here', [], small],
  ])('%s', (words, between, photo) => {
    expect(relationWords({ kind: 'edited', pairs: between }, { ...photo, id: 'b' }, large)).toBe(words)
  })

  it('is of a burst what it is of all of it', () => {
    expect(relationWords({ kind: 'burst', pairs: [] }, small, large)).toBe('Another shot of the burst')
  })

  it('is the same the other way round', () => {
    expect(relationWords({ kind: 'resaved', pairs: pairs('resaved') }, large, small)).toBe(
      'Same picture, more pixels, larger file',
    )
  })
})

it('says why a photo is proposed, of a burst that it is a guess', () => {
  const proposal = { keep: 'a', reason: 'more_metadata' } as const
  expect(reasonWords({ kind: 'resaved', proposal })).toBe('Suggested: it has what the camera wrote')
  expect(reasonWords({ kind: 'burst', proposal })).toBe('Chosen until you choose another')
})

describe('what was decided', () => {
  const group = (kind: DuplicateGroup['kind']) => ({ kind, photos: [{}, {}, {}] }) as unknown as DuplicateGroup
  const item = (outcome: ResolveReply['items'][number]['outcome'], more = {}) => ({
    id: 'a',
    outcome,
    merged: [],
    partly: [],
    withheld: [],
    ...more,
  })
  const reply = (...items: ResolveReply['items']): ResolveReply => ({ matched: 3, changed: 3, items })
  it('names what was passed on and what was not', () => {
    const kept = item('kept', { merged: ['title', 'tags'], partly: ['albums'] })
    expect(decisionWords(group('resaved'), reply(kept, item('trashed'), item('trashed')))).toBe(
      '2 photos moved to the trash. The kept one got the title, tags and some albums. Not passed on, because more people would see it: other albums.',
    )
  })
  it('is short where nothing was', () => {
    const words = decisionWords(group('resaved'), reply(item('kept'), item('trashed'), item('kept')))
    expect(words).toBe('1 photo moved to the trash.')
  })
  it('knows bursts', () => {
    const all = reply(item('kept'), item('kept'), item('kept'))
    expect(decisionWords(group('burst'), all)).toBe('All 3 photos of the burst are kept')
    expect(decisionWords(group('edited'), all)).toBe('3 photos kept: not duplicates')
  })
})

describe('what was taken back', () => {
  it.each([
    [[], 'Undone'],
    [[['title']], 'Undone, but not what was changed since: the title.'],
    [
      [['rating', 'title'], ['description']],
      'Undone, but not what was changed since: the title, the description and the rating of 2 photos.',
    ],
  ] as const)('%j', (kept, words) => {
    expect(undoneWords(kept.map((fields) => ({ fields })))).toBe(words)
  })
})
