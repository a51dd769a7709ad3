/** A heart that is set, on a picture and on the dark ground of the lightbox. */
export const HEART_ON_PICTURE = 'fill-heart text-heart'
/** The same where it stands on the page: as dark or light as its ground asks for. */
export const HEART_ON_PAGE = 'fill-current text-danger'
