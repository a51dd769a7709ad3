/** As the beginning of a list by date: what has no date. Alone in its file, for the browser's first load needs no more. */
export const AT_UNDATED = 'none'
