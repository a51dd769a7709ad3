import type PhotoSwipe from 'photoswipe'
import type { Photo } from '@/lib/photos/contract'
import { placeholderUrl } from '../images/placeholder-url'
import { keyIsTaken } from '../keys/shortcuts'
import { photoAlt } from '../words/photo-text'
import { type CaptionedSlide, photoSwipeOptions, reducedMotion } from './photo-swipe-options'
import { retryPictures } from './retry-pictures'
import { SteeredPhotoSwipe } from './steered-photo-swipe'
import { keepDrawn, looksSame, stillToTurn, type TurnedSlide, turnedSize, turnSlides } from './turned-slides'

export interface LightboxHandlers {
  /** The photos as they are now; the list may grow while the lightbox is open. */
  photos: () => readonly Photo[]
  onChange: (photo: Photo) => void
  /** Its picture did not come. */
  onBroken: (photo: Photo) => void
  /** The person asks to close: by a drag, a pinch, a tap beside the picture. */
  onRequestClose: () => void
  /** All is gone from the screen. */
  onClosed: () => void
  /** The picture in the page a photo grows out of, if it is on the screen. */
  tileOf: (id: string) => HTMLElement | null
  /** Pixels at the right and at the bottom that the info panel covers. */
  covered: () => { right: number; bottom: number }
}

function slideOf(photo: Photo): TurnedSlide & CaptionedSlide {
  const renditions = photo.renditions
  if (!renditions) return { html: '' }
  const { preview, thumb } = renditions
  const { width, height } = turnedSize(photo)
  // Not drawn turned yet: that is done here, of what is on the screen.
  if (stillToTurn(photo) !== 0) return { src: preview.url, turned: photo, width, height, alt: photoAlt(photo) }
  return {
    src: preview.url,
    msrc: thumb.url,
    width,
    height,
    thumbCropped: true,
    alt: photoAlt(photo),
    captioned: !photo.permissions.edit,
  }
}

/** The words over the blurred picture. */
function behindError(element: HTMLElement, photo: Photo | undefined): HTMLElement {
  const url = photo?.placeholder ? placeholderUrl(photo.placeholder) : undefined
  if (url) element.style.backgroundImage = `url(${url})`
  const words = document.createElement('span')
  words.append(...element.childNodes)
  element.replaceChildren(words)
  return element
}

/** The list as it was before a change, while a movement that began over it is brought to its end. */
const settling = new WeakMap<PhotoSwipe, readonly Photo[]>()

/** Ends a slide that is still moving where it was going, so that the holders hold what their places say. */
function settle(pswp: PhotoSwipe, listed: readonly Photo[]): void {
  if (!pswp.mainScroll.isShifted() && pswp.currIndex === pswp.potentialIndex) return
  settling.set(pswp, listed)
  pswp.animations.stopMainScroll()
  pswp.mainScroll.moveTo(pswp.mainScroll.getCurrSlideX())
  pswp.mainScroll.updateCurrItem()
  settling.delete(pswp)
}

/** Opens PhotoSwipe over the page: the only place that knows of it. @returns the running instance, for the overlay */
export function openPhotoSwipe(index: number, animate: boolean, handlers: LightboxHandlers): SteeredPhotoSwipe {
  const options = photoSwipeOptions(animate, handlers.covered)
  const pswp = new SteeredPhotoSwipe({ ...options, index }, handlers.onRequestClose)
  feed(pswp, handlers)
  tellChanges(pswp, index, handlers)
  animateClose(pswp, handlers)
  pswp.on('destroy', handlers.onClosed)
  pswp.init()
  pswp.element?.setAttribute('aria-modal', 'true')
  pswp.element?.setAttribute('aria-label', 'Photo')
  pswp.element?.focus()
  return pswp
}

/** Gives PhotoSwipe the photos of the list as it is now. */
function feed(pswp: PhotoSwipe, handlers: LightboxHandlers): void {
  const listed = () => settling.get(pswp) ?? handlers.photos()
  pswp.addFilter('numItems', () => listed().length)
  pswp.addFilter('itemData', (_, at) => {
    const photo = listed()[at]
    return photo ? slideOf(photo) : { html: '' }
  })
  pswp.addFilter('thumbEl', (_, __, at) => handlers.tileOf(handlers.photos()[at]?.id ?? '') as HTMLElement)
  pswp.on('keydown', (event) => {
    if (keyIsTaken(event.originalEvent)) event.preventDefault()
  })
  pswp.addFilter('placeholderSrc', (_, slide) => slide.data.msrc ?? false)
  pswp.on('loadError', ({ content }) => {
    const photo = handlers.photos()[content.index]
    if (photo) handlers.onBroken(photo)
  })
  pswp.addFilter('contentErrorElement', (element, content) => behindError(element, handlers.photos()[content.index]))
  pswp.on('destroy', retryPictures(pswp))
  turnSlides(pswp)
}

/** Tells which photo is shown, also while it still slides in. */
function tellChanges(pswp: PhotoSwipe, index: number, handlers: LightboxHandlers): void {
  const tell = () => {
    const photo = settling.has(pswp) ? undefined : handlers.photos()[pswp.potentialIndex]
    if (photo) handlers.onChange(photo)
  }
  pswp.on('change', tell)
  // Whoever has let go of a swipe means the photo that comes, though it is still sliding in.
  let told = index
  const tellWhereItGoes = () => {
    if (pswp.potentialIndex === told || settling.has(pswp)) return
    told = pswp.potentialIndex
    tell()
  }
  pswp.on('moveMainScroll', tellWhereItGoes)
  // PhotoSwipe decides right after this event where the slides go.
  pswp.on('pointerUp', () => queueMicrotask(tellWhereItGoes))
}

/** Lets the photo shrink into its tile where that is on the screen. */
function animateClose(pswp: PhotoSwipe, handlers: LightboxHandlers): void {
  const still = reducedMotion()
  pswp.on('close', () => {
    const photo = handlers.photos()[pswp.currIndex]
    if (photo && (still || !handlers.tileOf(photo.id))) pswp.options.showHideAnimationType = 'none'
    else if (!still) pswp.options.showHideAnimationType = 'zoom'
  })
}

/**
 * The list changed under an open lightbox: gives what is drawn its new numbers, without drawing it again, and goes to the
 * neighbour when the photo itself is gone. @returns the photo shown now
 */
export function rebasePhotoSwipe(pswp: PhotoSwipe, before: readonly Photo[], after: readonly Photo[]): Photo | null {
  settle(pswp, before)
  const indexOf = new Map(after.map(({ id }, index) => [id, index]))
  const moved = (index: number) => indexOf.get(before[index]?.id ?? '') ?? -1
  const sameFile = (index: number) => looksSame(before[index], after[moved(index)])
  const loader = pswp.contentLoader
  const cached = [...loader._cachedItems]
  for (const content of cached) {
    if (moved(content.index) >= 0 && sameFile(content.index)) continue
    keepDrawn(before[content.index], content.element)
    loader.removeByIndex(content.index)
  }
  for (const content of loader._cachedItems) content.index = moved(content.index)

  const stays = moved(pswp.currIndex)
  const next = stays >= 0 ? stays : Math.min(pswp.currIndex, after.length - 1)
  pswp.currIndex = next
  pswp.potentialIndex = next
  redrawHolders(pswp, (slideIndex, index) => moved(slideIndex) === index && sameFile(slideIndex))
  pswp.dispatch('change')
  return after[next] ?? null
}

/**
 * Draws the three holders (before, current, after) anew where they hold another picture than they should. All that goes is taken away before
 * anything new is put in: a picture that changes its holder belongs to the old one until that lets go of it, and would vanish with it.
 * @param stays whether what is drawn under an old number is what belongs at the new one
 */
function redrawHolders(pswp: PhotoSwipe, stays: (slideIndex: number, index: number) => boolean): void {
  const holders = pswp.mainScroll.itemHolders.map((holder, at) => ({ holder, index: pswp.currIndex - 1 + at }))
  for (const { holder, index } of holders) {
    if (!holder.slide) continue
    if (stays(holder.slide.index, index)) holder.slide.index = index
    else {
      holder.slide.destroy()
      holder.slide = undefined
    }
  }
  for (const { holder, index } of holders) if (!holder.slide) pswp.setContent(holder, index)
  const current = holders[1]?.holder.slide
  if (current && current !== pswp.currSlide) {
    pswp.currSlide = current
    current.setIsActive(true)
  }
}

/** Takes it off the page at once. PhotoSwipe refuses to close before it has opened: until then only what is drawn goes. */
export function endPhotoSwipe(pswp: PhotoSwipe): void {
  if (pswp.isDestroying) return
  if (pswp.opener.isOpen) pswp.destroy()
  else {
    pswp.on('openingAnimationEnd', () => pswp.destroy())
    pswp.element?.remove()
  }
}

/** Goes on by so many photos. PhotoSwipe itself takes no keys until it has opened, so steps before that are kept for then. */
export function stepPhotoSwipe(pswp: PhotoSwipe, by: number): void {
  if (pswp.currSlide && pswp.currSlide.currZoomLevel > pswp.currSlide.zoomLevels.fit * 1.01) {
    pswp.currSlide.zoomTo(pswp.currSlide.zoomLevels.fit)
  }
  const go = () => pswp.goTo(Math.min(pswp.getNumItems() - 1, Math.max(0, pswp.potentialIndex + by)))
  if (pswp.opener.isOpen) go()
  else pswp.on('openingAnimationEnd', go)
}
