/** CSS pixels of the info panel where it stands beside the picture. */
export const PANEL_WIDTH = 360

const KEY = 'albumen-panel'

/** Whether there is room for the panel beside the picture; else it lies over its lower half. */
export function panelFits(): boolean {
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

export function rememberPanel(open: boolean): void {
  try {
    localStorage.setItem(KEY, open ? 'open' : 'closed')
  } catch {
    // storage may be off; the panel then starts closed
  }
}
