import { crc32 } from 'node:zlib'
import type { ManifestFile } from './manifest'
import { makeTiff } from './tiff-block'

interface Broken {
  path: string
  data: Buffer
  outcome: ManifestFile['expected']['outcome']
  truth?: ManifestFile['truth']
}

/**
 * Files that are broken, lie about themselves or mean harm, made of a whole progressive JPEG and a PNG.
 * @returns `either`: taken as damaged or refused, but never the end of a decoder
 */
export function makeBroken(jpeg: Buffer, png: Buffer): Broken[] {
  const words = (text: string) => Buffer.from(text)
  return [
    { path: 'hostile/empty.jpg', data: Buffer.alloc(0), outcome: 'rejected' },
    { path: 'hostile/words.jpg', data: words('this is no picture'), outcome: 'not-an-image' },
    { path: 'hostile/drawing.svg', data: words('<svg xmlns="http://www.w3.org/2000/svg"/>'), outcome: 'not-an-image' },
    { path: 'hostile/drawing.png', data: words('<?xml version="1.0"?><svg/>'), outcome: 'not-an-image' },
    { path: 'hostile/page.jpg', data: words('<!doctype html><script>alert(1)</script>'), outcome: 'not-an-image' },
    { path: 'hostile/paper.jpg', data: words('%PDF-1.7\n%LEAKMARK'), outcome: 'not-an-image' },
    { path: 'hostile/head-only.jpg', data: jpeg.subarray(0, 20), outcome: 'rejected' },
    { path: 'hostile/half.jpg', data: jpeg.subarray(0, jpeg.length - 300), outcome: 'either' },
    { path: 'hostile/half.png', data: png.subarray(0, png.length / 2), outcome: 'either' },
    { path: 'hostile/tail.jpg', data: Buffer.concat([jpeg, words('<?php LEAKMARK ?>')]), outcome: 'accepted' },
    { path: 'hostile/noise.jpg', data: Buffer.concat([jpeg.subarray(0, 3), noise(5_000)]), outcome: 'rejected' },
    { path: 'hostile/pixels.png', data: hugePng(png), outcome: 'rejected' },
    { path: 'hostile/scans.jpg', data: manyScans(jpeg), outcome: 'rejected' },
    { path: 'hostile/count.jpg', data: withBlock(jpeg, countBomb()), outcome: 'accepted' },
    { path: 'hostile/script.jpg', data: withBlock(jpeg, scripts()), outcome: 'accepted', truth: SCRIPTS },
  ]
}

function noise(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 7919) % 251))
}

/** A header of 60,000 × 60,000 pixels over the data of a small picture. */
function hugePng(png: Buffer): Buffer {
  const huge = Buffer.from(png)
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29)
  return huge
}

/** The last scan 300 times: each costs a pass over all pixels. */
function manyScans(jpeg: Buffer): Buffer {
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]))
  const scan = jpeg.subarray(last, jpeg.length - 2)
  return Buffer.concat([jpeg.subarray(0, last), ...Array.from({ length: 300 }, () => scan), jpeg.subarray(-2)])
}

/** An EXIF block in front of all others. */
function withBlock(jpeg: Buffer, block: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(block.length + 8)
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1]), length, Buffer.from('Exif\0\0'), block])
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
}

/** A tag that claims 33 million rationals: a reader that believes it takes hundreds of megabytes. */
function countBomb(): Buffer {
  const block = makeTiff({ 33434: { rationals: [[1, 250]] } }, {}, {}, 'II')
  block.writeUInt32LE(33_000_000, block.indexOf(Buffer.from([0x9a, 0x82, 5, 0])) + 4)
  return block
}

const SCRIPTS = {
  camera: { make: '<img src=x onerror=alert(1)>', model: '"><script>alert(1)</script>' },
  description: '<script>LEAKMARK',
}

function scripts(): Buffer {
  return makeTiff({ 270: SCRIPTS.description, 271: SCRIPTS.camera.make, 272: SCRIPTS.camera.model })
}
