import type PhotoSwipe from 'photoswipe'
import type { SlideData } from 'photoswipe'
import type { Photo } from '@/lib/photos/contract'

/**
 * Photos that were turned a moment ago, while the server draws them anew: what is on the screen is drawn turned on a canvas, at once, and stays
 * when the new picture has come. PhotoSwipe zooms it like any picture.
 */

type Shown = Pick<Photo, 'id' | 'rotation' | 'renditions'>

/** A slide of a photo that is still to be turned here. */
export interface TurnedSlide extends SlideData {
  turned?: Photo
}

/** Degrees clockwise that what the server has drawn is still to be turned. */
export function stillToTurn({ rotation, renditions }: Pick<Photo, 'rotation' | 'renditions'>): number {
  return renditions ? (rotation - renditions.rotation + 360) % 360 : 0
}

/** The size of the whole-screen picture as it is shown. */
export function turnedSize(photo: Shown): { width: number; height: number } {
  const { width, height } = photo.renditions?.preview ?? { width: 0, height: 0 }
  return stillToTurn(photo) % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** Whether what is drawn of a photo can stay: the same picture, the same way up. */
export function looksSame(before: Shown | undefined, after: Shown | undefined): boolean {
  if (before?.rotation !== after?.rotation) return false
  if (before?.renditions?.preview.url === after?.renditions?.preview.url) return true
  return before !== undefined && after !== undefined && stillToTurn(before) !== 0 && stillToTurn(after) === 0
}

interface Drawn {
  element: HTMLImageElement | HTMLCanvasElement
  rotation: number
}

/** What was on the screen of photos that are drawn anew just now. */
const drawn = new Map<string, Drawn>()
const MOST_KEPT = 3

/** Keeps what is on the screen of a photo, to be drawn from: its next picture may still be on its way. */
export function keepDrawn(photo: Shown | undefined, element: unknown): void {
  if (!photo || !(element instanceof HTMLCanvasElement || isThere(element))) return
  drawn.delete(photo.id)
  drawn.set(photo.id, { element, rotation: photo.rotation })
  const [oldest] = drawn.keys()
  if (drawn.size > MOST_KEPT && oldest !== undefined) drawn.delete(oldest)
}

function isThere(element: unknown): element is HTMLImageElement {
  return element instanceof HTMLImageElement && element.complete && element.naturalWidth > 0
}

/** Lets PhotoSwipe show photos turned that the server has not drawn turned yet. */
export function turnSlides(pswp: PhotoSwipe): void {
  pswp.on('contentLoad', (event) => {
    const { content } = event
    const photo = (content.data as TurnedSlide).turned
    if (!photo) return
    event.preventDefault()
    const canvas = document.createElement('canvas')
    canvas.className = 'pswp__img'
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', content.data.alt ?? '')
    // PhotoSwipe sizes, moves and removes it as it does an image.
    content.element = canvas as unknown as HTMLImageElement
    content.state = 'loaded'
    const kept = drawn.get(photo.id)
    if (kept) draw(canvas, photo, kept)
    else drawWhenThere(canvas, photo)
  })
  pswp.on('contentLoadImage', (event) => {
    if ((event.content.data as TurnedSlide).turned) event.preventDefault()
  })
  pswp.on('destroy', () => drawn.clear())
}

function drawWhenThere(canvas: HTMLCanvasElement, photo: Photo): void {
  const { renditions } = photo
  if (!renditions) return
  const image = new Image()
  image.onload = () => draw(canvas, photo, { element: image, rotation: renditions.rotation })
  image.src = renditions.preview.url
}

function draw(canvas: HTMLCanvasElement, photo: Photo, { element, rotation }: Drawn): void {
  const by = (photo.rotation - rotation + 360) % 360
  const { width, height } = turnedSize(photo)
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) return
  const [w, h] = by % 180 === 0 ? [width, height] : [height, width]
  pen.translate(width / 2, height / 2)
  pen.rotate((by * Math.PI) / 180)
  pen.drawImage(element, -w / 2, -h / 2, w, h)
}
