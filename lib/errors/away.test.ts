import { describe, expect, it } from 'vitest'
import { AppError } from './app-error'
import { isAway, isCut, toAppError } from './away'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })
const failedQuery = (cause: Error) => new Error('Failed query: select 1\nparams: connection terminated', { cause })

describe('toAppError', () => {
  it.each([
    ['statement timeout', withCode('57014')],
    ['deadlock', withCode('40P01')],
    ['serialization failure', withCode('40001')],
    ['lock not available', withCode('55P03')],
    ['idle in transaction', withCode('25P03')],
    ['transaction timeout', withCode('25P04')],
  ])('%s: cut off by the database, 503', (_name, cause) => {
    expect(toAppError(failedQuery(cause))).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
    expect(isCut(cause)).toBe(true)
    expect(isAway(cause)).toBe(false)
  })

  it.each([
    ['shut down', withCode('57P01')],
    ['starting up', withCode('57P03')],
    ['too many connections', withCode('53300')],
    ['disk full', withCode('53100')],
    ['refused', withCode('ECONNREFUSED')],
    ['broken client', new Error('Client has encountered a connection error and is not queryable')],
    ['closed client', new Error('Client was closed and is not queryable')],
    ['terminated', new Error('Connection terminated unexpectedly')],
    ['slow to connect', new Error('timeout expired')],
    ['pool full', new Error('timeout exceeded when trying to connect')],
  ])('%s: away, 503', (_name, cause) => {
    expect(toAppError(failedQuery(cause)).code).toBe('unavailable')
    expect(isAway(cause)).toBe(true)
  })

  it('what is typed into a query never makes a failure look like an absence', () => {
    expect(toAppError(failedQuery(withCode('42703'))).code).toBe('internal')
  })

  it('what was to be written for an account that went meanwhile is not there; another missing row is our fault', () => {
    const orphan = (constraint: string) => failedQuery(Object.assign(withCode('23503'), { constraint }))
    expect(toAppError(orphan('albums_owner_id_users_id_fk')).code).toBe('not_found')
    expect(toAppError(orphan('album_photos_photo_id_photos_id_fk')).code).toBe('internal')
  })

  it('keeps an error that says already what it is', () => {
    const error = new AppError('conflict', 'no')
    expect(toAppError(error)).toBe(error)
  })
})
