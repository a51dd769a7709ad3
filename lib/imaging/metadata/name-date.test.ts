import { describe, expect, it } from 'vitest'
import { parseNameDate } from './name-date'

function told(name: string): string | null {
  const found = parseNameDate(name)
  if (found === null) return null
  if (found.day) return found.local.slice(0, 10)
  return `${found.local.replace(/\.000$/, '')}${found.offset === 0 ? 'Z' : ''}`
}

const SHOT = '2021-02-03T21:15:00'

describe('dates in names', () => {
  it.each([
    ['IMG_20190704_123456.jpg', '2019-07-04T12:34:56'],
    ['IMG_20190704_123456_1.jpg', '2019-07-04T12:34:56'],
    ['IMG_20190704_123456789_HDR.jpg', '2019-07-04T12:34:56.789'],
    ['MVIMG_20190704_123456.jpg', '2019-07-04T12:34:56'],
    ['PANO_20190704_123456.vr.jpg', '2019-07-04T12:34:56'],
    ['PXL_20210503_101112345.jpg', '2021-05-03T10:11:12.345Z'],
    ['PXL_20210503_101112345.PORTRAIT.jpg', '2021-05-03T10:11:12.345Z'],
    ['20210503_101112345_iOS.heic', '2021-05-03T10:11:12.345Z'],
    ['20240107_110258.jpg', '2024-01-07T11:02:58'],
    ['20240107_110258(0).jpg', '2024-01-07T11:02:58'],
    ['20240107_110258_001.jpg', '2024-01-07T11:02:58'],
    ['20180412192449.jpg', '2018-04-12T19:24:49'],
    ['IMG_20180412192449.jpg', '2018-04-12T19:24:49'],
    ['DJI_20210503101112_0001_D.JPG', '2021-05-03T10:11:12'],
    ['00000IMG_00000_BURST20190704123456789_COVER.jpg', '2019-07-04T12:34:56.789'],
    ['DSC_0001_BURST20190704123456789.JPG', '2019-07-04T12:34:56.789'],
    ['WP_20140412_19_24_49_Pro.jpg', '2014-04-12T19:24:49'],
    ['WP_20140412_001.jpg', '2014-04-12'],
    ['C360_2012-04-12-19-24-49-123.jpg', '2012-04-12T19:24:49.123'],
    ['2012-04-12 19.24.49.jpg', '2012-04-12T19:24:49'],
    ['2012-04-12_19-24-49_000.jpeg', '2012-04-12T19:24:49'],
    ['signal-2022-08-09-101112.jpg', '2022-08-09T10:11:12'],
    ['signal-2022-08-09-10-11-12-345.jpg', '2022-08-09T10:11:12.345'],
    ['photo_2021-02-03_21-15-00.jpg', SHOT],
    ['photo_12@03-02-2021_21-15-00.jpg', SHOT],
    ['WhatsApp Image 2020-05-12 at 14.33.21.jpeg', '2020-05-12T14:33:21'],
    ['WhatsApp Bild 2020-05-12 um 14.33.21.jpeg', '2020-05-12T14:33:21'],
    ['WhatsApp Image 2020-05-12 at 2.33.21 PM (1).jpeg', '2020-05-12T14:33:21'],
    ['IMG-20200512-WA0001.jpg', '2020-05-12'],
    ['FB_IMG_1523561089000.jpg', '2018-04-12T19:24:49Z'],
    ['mmexport1523561089000.jpg', '2018-04-12T19:24:49Z'],
    ['wx_camera_1523561089000.jpg', '2018-04-12T19:24:49Z'],
    ['Screenshot_20190704-123456_Chrome.jpg', '2019-07-04T12:34:56'],
    ['Screenshot_2019-07-04-12-34-56-123_com.app.jpg', '2019-07-04T12:34:56.123'],
    ['Screenshot from 2021-02-03 21-15-00.png', SHOT],
    ['Bildschirmfoto vom 2021-02-03 21-15-00.png', SHOT],
    ['Capture d’écran du 2021-02-03 21-15-00.png', SHOT],
    ['Captura de pantalla de 2021-02-03 21-15-00.png', SHOT],
    ['Screenshot 2021-02-03 211500.png', SHOT],
    ['Screen Shot 2021-02-03 at 21.15.00.png', SHOT],
    ['Screenshot 2021-02-03 at 9.15.00 PM.png', SHOT],
    ['Screenshot 2021-02-03 at 9.15.00\u202fPM.png', SHOT],
    ['Screenshot 2021-02-03 at 12.15.00 AM.png', '2021-02-03T00:15:00'],
    ['Bildschirmfoto 2021-02-03 um 21.15.00.png', SHOT],
    ['Captura de pantalla 2021-02-03 a las 21.15.00.png', SHOT],
    ['Captura de pantalla 2021-02-03 a la(s) 9.15.00 p.m..png', SHOT],
    ['Capture d’écran 2021-02-03 à 21.15.00.png', SHOT],
    ['Capture d\u2019e\u0301cran 2021-02-03 a\u0300 21.15.00.png', SHOT],
    ['Schermafbeelding 2021-02-03 om 21.15.00.png', SHOT],
    ['Schermata 2021-02-03 alle 21.15.00.png', SHOT],
    ['Schermata 2021-02-03 alle ore 21.15.00.png', SHOT],
    ['Captura de Tela 2021-02-03 às 21.15.00.png', SHOT],
    ['Captura de ecrã 2021-02-03, às 21.15.00.png', SHOT],
    ['Zrzut ekranu 2021-02-03 o 21.15.00.png', SHOT],
    ['Снимок экрана 2021-02-03 в 21.15.00.png', SHOT],
    ['Skärmavbild 2021-02-03 kl. 21.15.00.png', SHOT],
    ['Näyttökuva 2021-02-03 kello 21.15.00.png', SHOT],
    ['スクリーンショット 2021-02-03 21.15.00.png', SHOT],
    ['スクリーンショット 2021-02-03 午後9.15.00.png', SHOT],
    ['截屏2021-02-03 下午9.15.00.png', SHOT],
    ['截屏2021-02-03 上午9.15.00.png', '2021-02-03T09:15:00'],
    ['屏幕截图 2021-02-03 211500.png', SHOT],
    ['스크린샷 2021-02-03 오후 9.15.00.png', SHOT],
    ['2021年2月3日 21时15分.jpg', SHOT],
    ['2021年2月3日.jpg', '2021-02-03'],
    ['2019-07-04.jpg', '2019-07-04'],
    ['2019-07-04 Birthday party.jpg', '2019-07-04'],
    ['Oslo 2019_07_04 (2).jpg', '2019-07-04'],
    ['1975-06-01 Grandma.jpg', '1975-06-01'],
    ['2019-07-04 party 123456.jpg', '2019-07-04'],
    ['20190704.jpg', '2019-07-04'],
    ['20190704 Oslo.jpg', '2019-07-04'],
    ['IMG_20190704.jpg', '2019-07-04'],
    ['Scan 20190704.jpg', '2019-07-04'],
  ])('%s', (name, expected) => expect(told(name)).toBe(expected))

  it.each([
    'DSC_0423.JPG',
    'P1020304.JPG',
    'IMG_20191304_123456.jpg',
    'IMG_20190704_253456.jpg',
    'IMG_20190740.jpg',
    '120190704_1234567.jpg',
    '10000101_000000.jpg',
    '19500101.jpg',
    '2019.jpg',
    '2019-07.jpg',
    'IMG_2019070412.jpg',
    '10153287654321098_n.jpg',
    '20190704123456789012_n.jpg',
    'a20190704b.jpg',
    'received_1523561089000.jpg',
    '1523561089000.jpg',
    'FB_IMG_15235610890001.jpg',
    'FB_IMG_1993561089000.jpg',
    '550e8400-e29b-41d4-a716-446655440000.jpg',
    '550e8400-2019-0704-a716-446655440000.jpg',
    '5.2019.07.04.jpg',
    `${new Date().getUTCFullYear() + 2}-01-01.jpg`,
    '1920x1080.jpg',
    '',
  ])('%s has none', (name) => expect(told(name)).toBeNull())

  it('is quick with any name', () => {
    for (const part of ['2019-', '20190704 a ', '2021-02-03 ', '年', 'a', '1', '下午'])
      for (let round = 0; round < 200; round++) parseNameDate(part.repeat(200))
  })
})
