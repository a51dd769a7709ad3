import type PhotoSwipe from 'photoswipe'
import { addressAgain, addressBefore } from '../images/address-again'

/** Milliseconds until the picture that is looked at is asked for again; the last one goes on. */
const WAITS = [2_000, 5_000, 15_000, 60_000]

/**
 * Pictures that did not come are asked for again, as those of the grid are: after a while, when the network is back, when one returns to them.
 * @returns ends it
 */
export function retryPictures(pswp: PhotoSwipe): () => void {
  const failures = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const again = () => {
    clearTimeout(timer)
    for (const { slide } of pswp.mainScroll.itemHolders) {
      if (slide?.content.isError()) pswp.refreshSlideContent(slide.index)
    }
  }
  pswp.addFilter('itemData', (data) =>
    data.src && failures.has(data.src) ? { ...data, src: addressAgain(data.src) } : data,
  )
  pswp.on('loadError', ({ content }) => {
    const src = addressBefore(content.data.src ?? '')
    const times = (failures.get(src) ?? 0) + 1
    failures.set(src, times)
    clearTimeout(timer)
    timer = setTimeout(again, WAITS[Math.min(times, WAITS.length) - 1])
  })
  pswp.on('loadComplete', ({ content, isError }) => {
    if (!isError) failures.delete(addressBefore(content.data.src ?? ''))
  })
  pswp.on('change', () => {
    const { currSlide } = pswp
    if (currSlide?.content.isError()) pswp.refreshSlideContent(currSlide.index)
  })
  window.addEventListener('online', again)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', again)
  }
}
