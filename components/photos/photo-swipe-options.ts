import type { PhotoSwipeOptions, SlideData } from 'photoswipe'
import { CAPTION } from './photo-caption'

/** Height of the overlay's bar in CSS pixels. */
const BAR = 56

/** A slide with words under it. */
export interface CaptionedSlide extends SlideData {
  captioned?: boolean
}

/** Whether the person asked the system for less movement. */
export const reducedMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** As thin as every other icon. */
const chevron = (points: string) =>
  `<svg aria-hidden="true" class="lightbox-chevron" viewBox="0 0 24 24" width="28" height="28"><polyline points="${points}"/></svg>`

/**
 * How PhotoSwipe looks and behaves here.
 * @param animate let the photo grow out of its tile
 * @param covered pixels at the right and at the bottom that the info panel covers
 */
export function photoSwipeOptions(
  animate: boolean,
  covered: () => { right: number; bottom: number },
): PhotoSwipeOptions {
  const still = reducedMotion()
  return {
    dataSource: [],
    loop: false,
    preload: [1, 3],
    bgOpacity: 1,
    wheelToZoom: true,
    bgClickAction: 'close',
    imageClickAction: 'zoom',
    tapAction: 'toggle-controls',
    doubleTapAction: 'zoom',
    secondaryZoomLevel: (level) => Math.max(level.fit * 2, Math.min(1, level.fit * 3)),
    maxZoomLevel: (level) => Math.max(level.fit * 4, 2),
    showHideAnimationType: animate && !still ? 'zoom' : 'none',
    showAnimationDuration: 180,
    hideAnimationDuration: 180,
    zoomAnimationDuration: still ? 0 : 180,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
    returnFocus: false,
    arrowPrevSVG: chevron('15 18 9 12 15 6'),
    arrowNextSVG: chevron('9 18 15 12 9 6'),
    arrowPrevTitle: 'Previous photo',
    arrowNextTitle: 'Next photo',
    close: false,
    zoom: false,
    counter: false,
    errorMsg: 'This picture did not load. It is tried again.',
    // The lightbox's own registry has these keys; instead of a focus trap the rest of the page is made inert.
    escKey: false,
    arrowKeys: false,
    trapFocus: false,
    paddingFn: (_, data) => ({ top: BAR, bottom: (data as CaptionedSlide).captioned ? CAPTION : 0, left: 0, right: 0 }),
    getViewportSizeFn: () => {
      const { right, bottom } = covered()
      return { x: document.documentElement.clientWidth - right, y: window.innerHeight - bottom }
    },
  }
}
