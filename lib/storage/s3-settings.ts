import { S3Client } from '@aws-sdk/client-s3'

/** Everything needed to reach one bucket. */
export interface S3Settings {
  bucket: string
  /** Put before every key; empty, or ends with a slash. */
  prefix: string
  region: string
  /** Absent: AWS itself. */
  endpoint: string | undefined
  /** Address of the same bucket as browsers see it; set means direct mode. */
  publicEndpoint: string | undefined
  forcePathStyle: boolean
  accessKeyId: string
  secretAccessKey: string
  /** Seconds a signed address lives. */
  urlTtl: number
}

const LOCATION =
  /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/((?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*)?\/?)?$/

/**
 * Bucket and key prefix of an address such as `s3://bucket/photos/albumen`.
 * @throws Error with what would be right
 */
export function parseS3Location(address: string): { bucket: string; prefix: string } {
  const [, bucket, folder] = LOCATION.exec(address) ?? []
  if (!bucket)
    throw new Error('STORAGE_URL: write s3://bucket or s3://bucket/folder, with letters, digits, - _ and . only')
  return { bucket, prefix: folder ? `${folder}/` : '' }
}

/** The SDK would write to the console; what matters reaches our own log as the cause of an error. */
const silent = () => undefined
const SILENT = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

/**
 * A client that works with every S3 server: no checksums nobody asked for (the default ones sign an empty body), and
 * retries with exponential, jittered waits for what may be repeated.
 * @param endpoint the address to talk to or to sign for; undefined for AWS
 */
export function openS3Client(settings: S3Settings, endpoint: string | undefined, maxAttempts = 4): S3Client {
  return new S3Client({
    region: settings.region,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: settings.forcePathStyle,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: false,
    maxAttempts,
    retryMode: 'standard',
    logger: SILENT,
    requestHandler: { connectionTimeout: 3_000, httpAgent: { maxSockets: 256 }, httpsAgent: { maxSockets: 256 } },
  })
}
