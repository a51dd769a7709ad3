import PhotoSwipe, { type PhotoSwipeOptions } from 'photoswipe'

/**
 * PhotoSwipe closes itself when the picture is dragged away or pinched small, and when one taps beside it. Here all of that only asks: the
 * page closes, by one way for everything, so that its address and its history stay right.
 */
export class SteeredPhotoSwipe extends PhotoSwipe {
  readonly #ask: () => void

  constructor(options: PhotoSwipeOptions, ask: () => void) {
    super(options)
    this.#ask = ask
  }

  override close(): void {
    this.#ask()
  }

  /** Closes, with the movement back into the tile. */
  closeNow(): void {
    super.close()
  }

  override destroy(): void {
    if (this.isDestroying) super.destroy()
    else {
      this.options.showHideAnimationType = 'none'
      super.close()
    }
  }
}
