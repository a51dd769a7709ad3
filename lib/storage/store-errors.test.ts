import { S3ServiceException } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { toAppError } from '../errors/away'
import { toStoreError } from './s3-errors'
import { storeUnavailable } from './store-errors'

const ofSystem = (code: string) => Object.assign(new Error('x'), { code, syscall: 'write' })
const ofS3 = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'server', $metadata: { httpStatusCode } })
const FULL = {
  code: 'unavailable',
  message: 'There is no room left where originals are kept.',
  retryAfterSeconds: 60,
}

describe('a place that is full', () => {
  it.each([
    ['a folder', storeUnavailable(ofSystem('ENOSPC'))],
    ['a folder with a quota', storeUnavailable(ofSystem('EDQUOT'))],
    ['what is spooled', toAppError(ofSystem('ENOSPC'))],
    ['S3 507', toStoreError(ofS3('InsufficientStorage', 507))],
    ['MinIO', toStoreError(ofS3('XMinioStorageFull', 507))],
    ['radosgw with a quota', toStoreError(ofS3('QuotaExceeded', 403))],
  ])('is told as such: %s', (_, error) => {
    expect(error).toMatchObject(FULL)
  })

  it('is the database where that is full', () => {
    const error = toAppError(new Error('Failed query: insert', { cause: ofSystem('53100') }))
    expect(error).toMatchObject({ ...FULL, message: 'There is no room left in the database.' })
  })

  it('is not what does not answer', () => {
    expect(storeUnavailable(ofSystem('EIO')).message).toContain('does not answer')
    expect(toStoreError(ofS3('SlowDown', 503)).message).toContain('does not answer')
  })
})
