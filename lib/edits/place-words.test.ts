import { describe, expect, it } from 'vitest'
import { wordsOf } from './place-words'

const plain = { title: '', description: '', tags: [], town: null, region: null, country: null, inFile: [] }

describe('words that name the place of a photo', () => {
  it.each<[string, Partial<Parameters<typeof wordsOf>[0]>, string[]]>([
    ['none', {}, []],
    ['a title', { town: 'Bergen', title: 'Rain in Bergen!' }, ['Bergen title']],
    ['a tag, other case, without accents', { town: 'Malmö', tags: ['MALMO', 'sea'] }, ['Malmö tags']],
    ['a path of tags', { country: 'Norway', tags: ['Places/Norway/Bergen'] }, ['Norway tags']],
    ['part of another word', { town: 'Rome', title: 'Romeo' }, []],
    [
      'a region in a description and a title',
      { region: 'New York', title: 'New York', description: 'new-york at night' },
      ['New York title,description'],
    ],
    [
      'what the file alone says',
      { inFile: ['Bryggen', '["Bergen","Norway"]'], tags: ['bryggen', 'Bergen'] },
      ['Bryggen tags', 'Bergen tags'],
    ],
    ['Japanese, without spaces', { town: '京都', title: '京都の朝' }, ['京都 title']],
    ['too short to tell', { inFile: ['NO'], title: 'no' }, []],
    ['a place that no word says', { town: 'Bergen', title: 'Rain', tags: ['sea'] }, []],
  ])('%s', (_name, told, expected) => {
    expect(wordsOf({ ...plain, ...told }).map(({ word, where }) => `${word} ${where}`)).toEqual(expected)
  })
})
