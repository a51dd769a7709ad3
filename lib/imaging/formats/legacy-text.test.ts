import { describe, expect, it } from 'vitest'
import { decodeAs, makesLetters } from './legacy-text'
import { decodeText } from './text'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
/** Letters of one byte by what the encoding says of them. */
const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))))

const KOI8 = 'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ'
const koi8 = (text: string) =>
  Buffer.from([...text].map((sign) => (KOI8.includes(sign) ? 0xc0 + KOI8.indexOf(sign) : sign.charCodeAt(0))))

describe('bytes that are no UTF-8 are what makes letters of them', () => {
  it.each<[string, Buffer, string]>([
    ['Windows-1252', bytes('Caf\xe9 ', 0x84, 'Dvo\xf8', 0x93), 'Café „Dvoø“'],
    ['its quotes and dashes', bytes('It', 0x92, 's ', 0x93, 'here', 0x94, ' ', 0x96, ' 5 ', 0x80), 'It’s “here” – 5 €'],
    ['its letters in 0x80–0x9F', bytes('Ko', 0x9a, 'ice, ', 0x8c, 'uvre'), 'Košice, Œuvre'],
    ['Latin-1', bytes('M\xfcller & S\xf8n, Espa\xf1a, gar\xe7on'), 'Müller & Søn, España, garçon'],
    ['Latin-1 in capitals', bytes('M\xdcNCHEN'), 'MÜNCHEN'],
    ['Portuguese, two accents in a row', bytes('Esta\xe7\xe3o da Concei\xe7\xe3o'), 'Estação da Conceição'],
    ['Mac Roman', bytes('H', 0x9a, 'rmobil f', 0x9f, 'r Ver', 0x8a, 'stelungen'), 'Hörmobil für Verästelungen'],
    ['Mac Roman, French', bytes('For', 0x90, 't en ', 0x8e, 't', 0x8e), 'Forêt en été'],
    ['Mac Roman in capitals', bytes('M', 0x86, 'NCHEN'), 'MÜNCHEN'],
    ['Shift-JIS', hex('89 4a 82 cc 8d 60 82 cc 90 c3 82 a9 82 c8 92 a9'), '雨の港の静かな朝'],
    ['Shift-JIS without kana', hex('93 8c 8b 9e'), '東京'],
    ['Shift-JIS between Latin words', hex('54 6f 6b 79 6f 20 93 8c 8b 9e 20 32 30 31 39'), 'Tokyo 東京 2019'],
    ['GBK', hex('d4 e7 c9 cf b5 c4 ba a3 b8 db'), '早上的海港'],
    ['GBK, short', hex('d5 d5 c6 ac'), '照片'],
    ['EUC-KR', hex('c7 d1 b1 b9 bb e7 c1 f8'), '한국사진'],
    ['EUC-JP with kana', hex('bb cd a4 ce b9 c1'), '四の港'],
    ['Windows-1250, Czech', hex('8e 6c 75 9d 6f 75 e8 6b fd 20 6b f9 f2'), 'Žluťoučký kůň'],
    ['Windows-1250, Polish', hex('a3 f3 64 9f 2c 20 8c 77 69 ea 74 6f'), 'Łódź, Święto'],
    [
      'Windows-1253, longer',
      hex('b9 f3 f5 f7 ef 20 eb e9 ec dc ed e9 20 f3 f4 e7 20 e2 f1 ef f7 de'),
      'Ήσυχο λιμάνι στη βροχή',
    ],
    ['Windows-1250, Polish, short', hex('a3 f3 64 9f 20 6e 6f 63 b9'), 'Łódź nocą'],
    ['Windows-1253', hex('b9 f3 f5 f7 ef 20 eb e9 ec dc ed e9'), 'Ήσυχο λιμάνι'],
    ['KOI8-R', koi8('Тихая гавань утром'), 'Тихая гавань утром'],
    ['KOI8-R, words of whole pairs', koi8('Москва'), 'Москва'],
    ['KOI8-R in small letters', koi8('набережная'), 'набережная'],
    ['Windows-1251 in capitals', hex('cd c0 c1 c5 d0 c5 c6 cd c0 df'), 'НАБЕРЕЖНАЯ'],
    ['Windows-1251 in small letters', hex('ed e0 e1 e5 f0 e5 e6 ed e0 ff'), 'набережная'],
    ['GBK of bytes that KOI8-R has', hex('d6 d0 b9 fa d5 d5 c6 ac'), '中国照片'],
    ['Windows-1251', hex('cf f0 e8 e2 e5 f2 20 ec e8 f0'), 'Привет мир'],
  ])('%s', (_name, given, text) => expect(decodeText(given)).toBe(text))

  it('UTF-8 is UTF-8', () => expect(decodeText(Buffer.from('Förster 漢字 ☔'))).toBe('Förster 漢字 ☔'))

  it('what Windows-1252 does not have is seen to be missing', () => {
    expect(decodeAs(Buffer.from([0x61, 0x81, 0x62]), 'windows-1252')).toBe('a\uFFFDb')
  })

  it('every letter of Windows-1252 becomes one character', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
    const text = decodeAs(all, 'windows-1252')
    expect(text).toHaveLength(256)
    expect(text.match(/\uFFFD/g)).toHaveLength(5)
  })

  it('what is no text has less than no letters', () => {
    expect(makesLetters(hex('ff d8 c8 c9 ca 20 fa 20 ff d8'))).toBe(false)
    expect(makesLetters(bytes('Caf\xe9 in M', 0x86))).toBe(true)
  })

  it('a text of megabytes is looked at once', () => {
    const long = Buffer.concat([Buffer.alloc(4_000_000, 'a '), bytes('caf\xe9'), Buffer.alloc(4_000_000, 'a ')])
    expect(decodeText(long)).toContain('café')
  })
})
