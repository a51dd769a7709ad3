import { AppError } from '../errors/app-error'

/**
 * Refuses texts that the database cannot hold (a NUL character, half of a surrogate pair), wherever they stand in a body or a query: the one
 * place for all fields, so that none is forgotten.
 * @param value parsed JSON, the fields of a form, or query parameters
 * @throws AppError invalid, naming the field
 */
export function assertStorable(value: unknown, path = ''): void {
  if (typeof value === 'string') assertText(value, path)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    assertText(key, path)
    assertStorable(inner, path === '' ? key : `${path}.${key}`)
  }
}

function assertText(text: string, path: string): void {
  const found = /\0|\p{Cs}/u.exec(text)?.[0]
  if (found === undefined) return
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const message = `holds a character that no text can hold (U+${code}); leave it out`
  const at = path.replace(/\0|\p{Cs}/gu, '').slice(0, 200)
  throw new AppError('invalid', at === '' ? `The body ${message}.` : `${at}: ${message}`, {
    errors: [{ path: at, message }],
  })
}
