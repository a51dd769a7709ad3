/** The person who looks, as far as the screens need to know; null when nobody is logged in. */
export interface Viewer {
  username: string
  name: string
  isAdmin: boolean
}
