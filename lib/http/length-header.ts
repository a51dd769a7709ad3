/** Under this name a reply's length passes through Next, which drops Content-Length. */
export const LENGTH_HEADER = 'x-body-length'
