/** CSS pixels of the info panel where it stands beside the picture; its part of the height where it lies over it. */
const PANEL_WIDTH = 360
const SHEET = 0.55

const KEY = 'albumen-panel'

/** What an open or closed panel takes of the window, in CSS pixels; the picture gets the rest. */
export function coveredByPanel(open: boolean): { right: number; bottom: number } {
  if (!open) return { right: 0, bottom: 0 }
  return panelFits() ? { right: PANEL_WIDTH, bottom: 0 } : { right: 0, bottom: Math.round(window.innerHeight * SHEET) }
}

/** Whether there is room for the panel beside the picture; else it lies over its lower part. */
function panelFits(): boolean {
  return window.innerWidth >= 900
}

/** Whether the panel was open the last time (beside the picture only: on a phone it would hide what one came for). */
export function rememberedPanel(): boolean {
  try {
    return panelFits() && localStorage.getItem(KEY) === 'open'
  } catch {
    return false
  }
}

/** Keeps for the next photo whether the panel is open. */
export function rememberPanel(open: boolean): void {
  try {
    localStorage.setItem(KEY, open ? 'open' : 'closed')
  } catch {
    // storage may be off; the panel then starts closed
  }
}
