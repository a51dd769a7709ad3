import { describe, expect, it } from 'vitest'
import { onceUtf8 } from './twice-utf8'

const latin1 = (text: string) => Buffer.from(text).toString('latin1')

describe('UTF-8 that was encoded twice', () => {
  it.each([
    ['FÃ¶rster', 'Förster'],
    ['KoÅ¡ice', 'Košice'],
    ['CafÃ© am Meer', 'Café am Meer'],
    ['KÃ–LN', 'KÖLN'],
    ['FÃ¶rster â€“ â€žKoÅ¡iceâ€œ', 'Förster – „Košice“'],
    ['ItÂ’s 20Â°', 'It’s 20°'],
    ['It\u0092s \u0093here\u0094', 'It’s “here”'],
    ['rain â€“ sun', 'rain – sun'],
    [latin1('Тихая гавань'), 'Тихая гавань'],
    [latin1('雨の港'), '雨の港'],
    [latin1('Rain ☔🌊'), 'Rain ☔🌊'],
    [latin1(latin1('Förster')), 'Förster'],
    ['voilÃ\u00a0 tout', 'voilà tout'],
  ])('%s', (given, text) => expect(onceUtf8(given)).toBe(text))

  it.each([
    '',
    'A quiet harbour',
    'Förster in Košice',
    'Ã la carte â trois',
    'ALLT BLEV GRÅ…',
    'KESÄ” sanoi hän',
    'Тихая гавань',
    '雨の港',
    '«À LA MODE»',
    'SÃO PAULO, ITÁLIA',
    '20 °C ± 3 €',
  ])('leaves %s alone', (text) => expect(onceUtf8(text)).toBe(text))
})
