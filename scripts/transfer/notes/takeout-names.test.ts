import { describe, expect, it } from 'vitest'
import { matchTakeout } from './takeout-names'

const match = (pictures: string[], notes: string[]) => Object.fromEntries(matchTakeout(pictures, notes))

/** What Takeout does to a name: 46 characters, then `.json`. */
const cut = (name: string, number = '') => `${[...name].slice(0, 46).join('')}${number}.json`

describe('the note of a picture', () => {
  it.each([
    ['its name', 'IMG_1.jpg', 'IMG_1.jpg.json'],
    ['other letters', 'IMG_1.JPG', 'IMG_1.jpg.json'],
    ['with the appendix whole', 'IMG_1.jpg', 'IMG_1.jpg.supplemental-metadata.json'],
    [
      'with the appendix cut',
      'PXL_20230810_140300123.PORTRAIT.jpg',
      'PXL_20230810_140300123.PORTRAIT.jpg.supplement.json',
    ],
    ['with the appendix cut to a letter', 'IMG_1.jpg', 'IMG_1.jpg.s.json'],
    ['with the appendix cut to its dot', 'IMG_1.jpg', 'IMG_1.jpg..json'],
    ['numbered', 'IMG_1(1).jpg', 'IMG_1.jpg(1).json'],
    ['numbered, with the appendix', 'IMG_1(12).jpg', 'IMG_1.jpg.supplemental-metadata(12).json'],
    ['numbered, with the appendix cut', 'IMG_1(2).jpg', 'IMG_1.jpg.supplemental-meta(2).json'],
    ['a number of its own', 'IMG_1(1).jpg', 'IMG_1(1).jpg.json'],
    ['edited', 'IMG_1-edited.jpg', 'IMG_1.jpg.json'],
    ['edited in German', 'IMG_1-bearbeitet.jpg', 'IMG_1.jpg.supplemental-metadata.json'],
    ['edited and numbered', 'IMG_1-edited(1).jpg', 'IMG_1.jpg(1).json'],
    ['edited into another format', 'IMG_1-edited.jpg', 'IMG_1.HEIC.json'],
    ['converted', 'IMG_1.jpg', 'IMG_1.HEIC.supplemental-metadata.json'],
    ['without an extension', 'IMG_1', 'IMG_1.json'],
    ['decomposed letters', 'Cafe\u0301.jpg', 'Café.jpg.json'],
  ])('%s', (_, picture, note) => {
    expect(match([picture], [note])).toEqual({ [picture]: note })
  })

  it('of a long name, cut within the name', () => {
    const long = 'a-photo-with-a-name-that-is-much-longer-than-fifty-one-characters.jpg'
    const picture = `${long.slice(0, 47)}.jpg`
    expect(match([picture], [cut(long)])).toEqual({ [picture]: cut(long) })
    const second = `${long.slice(0, 47)}(1).jpg`
    expect(match([picture, second], [cut(long), cut(long, '(1)')])).toEqual({
      [picture]: cut(long),
      [second]: cut(long, '(1)'),
    })
    const edited = `${long.slice(0, 44)}-ed.jpg`
    expect(match([edited], [`${long.slice(0, 44)}.jpg.json`])).toEqual({ [edited]: `${long.slice(0, 44)}.jpg.json` })
    const cyrillic = `${'Фотография с очень длинным названием '.repeat(2)}.jpg`
    expect(match([cyrillic], [cut(cyrillic)])).toEqual({ [cyrillic]: cut(cyrillic) })
  })

  it('is its own where there are several', () => {
    const pictures = ['IMG_1.jpg', 'IMG_1(1).jpg', 'IMG_1-edited.jpg', 'IMG_10.jpg', 'IMG_1.png']
    const notes = ['IMG_1.jpg.json', 'IMG_1.jpg(1).json', 'IMG_10.jpg.json', 'IMG_1.png.json', 'metadata.json']
    expect(match(pictures, notes)).toEqual({
      'IMG_1.jpg': 'IMG_1.jpg.json',
      'IMG_1(1).jpg': 'IMG_1.jpg(1).json',
      'IMG_1-edited.jpg': 'IMG_1.jpg.json',
      'IMG_10.jpg': 'IMG_10.jpg.json',
      'IMG_1.png': 'IMG_1.png.json',
    })
  })

  it.each([
    ['another number', 'IMG_1(1).jpg', 'IMG_1.jpg.json'],
    ['another picture', 'IMG_11.jpg', 'IMG_1.jpg.json'],
    ['a short name is not cut', 'IMG_1-ed.jpg', 'IMG_1.jpg.json'],
    ['another appendix', 'IMG_1.jpg', 'IMG_1.jpg.something.json'],
    ['no note', 'IMG_1.jpg', 'IMG_1.jpg.txt'],
  ])('is none: %s', (_, picture, note) => {
    expect(match([picture], [note])).toEqual({})
  })

  it('is found fast among many, whatever they are called', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `${'('.repeat(at % 40)}x${at}.jpg`)
    expect(
      matchTakeout(
        many,
        many.map((name) => `${name}.json`),
      ).size,
    ).toBe(20_000)
    expect(match([`${'-edited'.repeat(35)}.jpg`], ['x.json'])).toEqual({})
  })
})
