import { describe, expect, it } from 'vitest'
import { baseOfSidecar, isOfSidecar, sidecarKeysOf } from '../sources/sidecars/sidecar-keys'
import { classifyKey, isReadSidecar } from './classify'

describe('classifyKey', () => {
  it.each([
    ['a.jpg', 'photo'],
    ['A.JPEG', 'photo'],
    ['/leading.jpg', 'photo'],
    ['double//slash.heic', 'photo'],
    ['dot/../dotdot.jpg', 'photo'],
    ['./a.jpg', 'photo'],
    [' leading space/ photo .jpg', 'photo'],
    ['trailing dot./photo..jpg', 'photo'],
    ['new\nline/photo.jpg', 'photo'],
    ['percent%2Fencoded%20name.jpg', 'photo'],
    ['.jpg/a.png', 'ignored'],
    ['a.NEF', 'raw'],
    ['a.dng', 'raw'],
    ['a.MOV', 'video'],
    ['a.svg', 'unsupported'],
    ['a.psd', 'unsupported'],
    ['x.mpo', 'photo'],
    ['x.INSP', 'photo'],
    ['x.jps', 'photo'],
    ['x.pjpeg', 'photo'],
    ['x.jxl', 'photo'],
    ['x.bmp', 'unsupported'],
    ['a.x3f', 'raw'],
    ['a.pdf', 'ignored'],
    ['a.whatever', 'unknown'],
    ['IMG.jpg_original', 'unknown'],
    ['a.jpg.xmp', 'sidecar'],
    ['a.XMP', 'sidecar'],
    ['IMG.jpg.json', 'sidecar'],
    ['metadata.json', 'ignored'],
    ['a.AAE', 'ignored'],
    ['.DS_Store', 'ignored'],
    ['a/._IMG_1.JPG', 'ignored'],
    ['a/.hidden/b.jpg', 'ignored'],
    ['@eaDir/IMG.jpg/SYNOFILE_THUMB_M.jpg', 'ignored'],
    ['#recycle/old.jpg', 'ignored'],
    ['$RECYCLE.BIN/old.jpg', 'ignored'],
    ['a/Thumbs.db', 'ignored'],
    ['a/Thumbs.db/b.jpg', 'ignored'],
    ['@eaDir', 'unknown'],
    ['folder/', 'ignored'],
    ['', 'ignored'],
    ['photo', 'unknown'],
    ['Mr. Smith and his wife', 'unknown'],
    ['a.jpg.bak', 'ignored'],
  ])('takes %j for %s', (key, kind) => {
    expect(classifyKey(key, 10)).toBe(kind)
  })

  it('asks no empty object what it is', () => {
    expect(classifyKey('empty', 0)).toBe('ignored')
    expect(classifyKey('empty.jpg', 0)).toBe('photo')
    expect(classifyKey('empty.whatever', 0)).toBe('ignored')
  })
})

describe('sidecars', () => {
  it.each([
    ['a/b.jpg', ['a/b.xmp', 'a/b.jpg.xmp']],
    ['a.b/c', ['a.b/c.xmp']],
    ['a/.jpg', ['a/.jpg.xmp']],
  ])('of %s', (key, keys) => {
    expect(sidecarKeysOf(key)).toEqual(keys)
    for (const sidecar of [...keys, ...keys.map((one) => one.replace(/xmp$/, 'XMP'))])
      expect(isOfSidecar(key, baseOfSidecar(sidecar))).toBe(true)
  })

  it.each([
    ['a/b.jpg', 'a/b.c.xmp'],
    ['a/b.jpg', 'a/bb.xmp'],
    ['a/b.c.jpg', 'a/b.xmp'],
    ['a/b/c.jpg', 'a/b.xmp'],
    ['a/b./c.jpg', 'a/b.xmp'],
  ])('%s is not of %s', (key, sidecar) => {
    expect(isOfSidecar(key, baseOfSidecar(sidecar))).toBe(false)
    expect(sidecarKeysOf(key)).not.toContain(sidecar)
  })

  it('of Google are known and not read', () => {
    expect(isReadSidecar('IMG.jpg.json')).toBe(false)
    expect(isReadSidecar('IMG.jpg.XMP')).toBe(true)
  })
})
