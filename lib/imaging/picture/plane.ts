/** One channel of a picture, rows without padding. */
export interface Plane {
  data: Uint8Array | Uint16Array
  width: number
  height: number
}
