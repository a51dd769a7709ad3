const KEY = 'albumen-slideshow'

/** Seconds that a picture may stand. */
export const SPEEDS = [2, 4, 8, 15] as const

/** How a slideshow goes. */
export interface SlideshowChoice {
  seconds: (typeof SPEEDS)[number]
  shuffle: boolean
  fullScreen: boolean
}

const USUAL: SlideshowChoice = { seconds: 4, shuffle: false, fullScreen: false }

/** How this person wanted it the last time in this browser. */
export function slideshowChoice(): SlideshowChoice {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<SlideshowChoice>
    const seconds = SPEEDS.find((speed) => speed === kept.seconds) ?? USUAL.seconds
    return { seconds, shuffle: kept.shuffle === true, fullScreen: kept.fullScreen === true }
  } catch {
    return USUAL
  }
}

/** Keeps it for the next time. */
export function keepSlideshowChoice(choice: SlideshowChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice))
  } catch {
    // storage may be off; the next one goes as usual
  }
}
