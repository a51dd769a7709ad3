import { S3ServiceException } from '@aws-sdk/client-s3'
import { notFound } from '../../errors/app-error'
import { storeConflict } from '../store-errors'
import { ObjectArchived, SourceTrouble, type TroubleKind } from './trouble'

const KNOWN: Record<string, [TroubleKind, string]> = {
  NoSuchBucket: ['lost', 'The bucket does not exist (any more). Correct its name, or create it again.'],
  InvalidAccessKeyId: ['refused', 'The server does not know this access key. Give the source keys that are valid.'],
  SignatureDoesNotMatch: ['refused', 'The secret key does not fit the access key. Give the source both keys anew.'],
  AccessDenied: [
    'refused',
    'The server refuses these keys. They must be allowed to list the bucket and to read its objects.',
  ],
  AllAccessDisabled: ['refused', 'The server has switched off all access to this bucket.'],
  RequestTimeTooSkewed: [
    'refused',
    'The clock of this machine and that of the server differ too much. Set the clock right.',
  ],
  AuthorizationHeaderMalformed: ['refused', 'The bucket lies in another region. Correct the region.'],
  PermanentRedirect: ['refused', 'The bucket lies in another region. Correct the region or the endpoint.'],
  SlowDown: ['away', 'The server asks to be left in peace for a while (SlowDown). It goes on by itself.'],
}

const LINE: Record<string, string> = {
  ENOTFOUND:
    'The name of the server leads to no address that a source may have. Is the endpoint right, and the network up?',
  EAI_AGAIN: 'The name of the server cannot be found just now. Is the network up?',
  ECONNREFUSED: 'Nobody answers at the endpoint. Is the server running?',
  CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server is signed by nobody this machine knows.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server is signed by nobody this machine knows.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the server is signed by nobody this machine knows.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is made out to another name than the endpoint.',
}

/** Says that a source lies where none may be, without telling what is there. */
export const REFUSED_ADDRESS = 'A source must not lie at this address. Use the public name of the server.'
const AWAY = 'The server does not answer as it should. It goes on by itself once it does.'

/**
 * What a failure at an S3 source means. Only a clear "no such key" is a missing object; everything else (refused, slow down, time-outs, no
 * bucket, wrong keys) says something about the source, as a sentence for its owner.
 */
export function toSourceError(error: unknown): Error {
  if (error instanceof SourceTrouble) return error
  if (!(error instanceof S3ServiceException)) {
    const code = codeOf(error)
    if (code === 'EALBUMENADDRESS') return new SourceTrouble('refused', REFUSED_ADDRESS, { cause: error })
    const sentence = LINE[code] ?? AWAY
    return new SourceTrouble('away', sentence, { cause: error })
  }
  const status = error.$metadata.httpStatusCode ?? 0
  if (error.name === 'NoSuchKey' || error.name === 'NotFound') return notFound()
  if (status === 412) return storeConflict()
  if (error.name === 'InvalidObjectState') return new ObjectArchived(error)
  const known = KNOWN[error.name]
  const seconds = retryAfter(error)
  if (known) return new SourceTrouble(known[0], known[1], { cause: error, ...seconds })
  if (status === 401 || status === 403) return toRefused(error)
  if (status === 301 || status === 307) {
    return new SourceTrouble('refused', 'The bucket lies elsewhere. Correct the region or the endpoint.', {
      cause: error,
    })
  }
  return new SourceTrouble('away', AWAY, { cause: error, ...seconds })
}

function toRefused(error: unknown): SourceTrouble {
  return new SourceTrouble('refused', KNOWN.AccessDenied?.[1] ?? AWAY, { cause: error })
}

function retryAfter(error: S3ServiceException): { seconds?: number } {
  const seconds = Number(error.$response?.headers['retry-after'])
  return Number.isInteger(seconds) && seconds > 0 ? { seconds: Math.min(seconds, 3600) } : {}
}

function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause, depth + 1)
}
