/**
 * A sentence about an answer that is not Albumen's: a proxy between it and the browser gave it. Whoever runs the proxy reads what
 * to change.
 * @param status its HTTP status
 */
export function proxyWords(status: number): string {
  if (status === 413)
    return 'A proxy in front of Albumen takes no file of this size (status 413). Whoever runs it must allow larger bodies, in nginx with client_max_body_size.'
  if (status === 504 || status === 408)
    return `A proxy in front of Albumen did not wait long enough for it (status ${status}). Whoever runs it can allow more time, in nginx with proxy_read_timeout and client_body_timeout.`
  if (status === 502 || status === 503)
    return `A proxy in front of Albumen does not reach it (status ${status}). It may be starting anew; try again in a moment.`
  return `Something in front of Albumen answered in its place (status ${status}). Whoever runs the proxy can see why.`
}
