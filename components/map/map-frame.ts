/** The map's place on the page, also while it is on its way. */
export const MAP_FRAME =
  'relative h-[max(320px,calc(100dvh-260px))] overflow-hidden rounded-panel border border-line bg-sunken'
