/** Pixels that a hand moves before it means something. */
export const SHEET_STEP = 40
/** Pixels down behind which a sheet is put away. */
const AWAY = 90
/** Pixels a millisecond: a flick. */
const FLICK = 0.6

/**
 * What becomes of a sheet whose handle was let go.
 * @param moved pixels since it was taken, down above zero
 * @param speed pixels a millisecond at the end, down above zero
 * @param large whether it covers most of the screen
 */
export function sheetEnd(moved: number, speed: number, large: boolean): 'close' | 'large' | 'small' | 'stay' {
  if (moved < -SHEET_STEP || (moved < 0 && speed < -FLICK)) return large ? 'stay' : 'large'
  const down = moved > AWAY || (moved > 0 && speed > FLICK)
  if (!large) return down ? 'close' : 'stay'
  if (moved > window.innerHeight / 2) return 'close'
  return down ? 'small' : 'stay'
}
