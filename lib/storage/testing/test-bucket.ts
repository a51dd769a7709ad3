import { randomBytes } from 'node:crypto'
import { CreateBucketCommand, PutBucketCorsCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { S3Store } from '../s3'
import { openS3Client, type S3Settings } from '../s3-settings'

interface TestServer {
  endpoint: string
  owner: { accessKeyId: string; secretAccessKey: string }
}

/** Settings for a bucket of a test's S3 server; `overrides` for another endpoint, account, prefix or direct mode. */
export function testBucketSettings(
  server: TestServer,
  bucket: string,
  overrides: Partial<S3Settings> = {},
): S3Settings {
  return {
    bucket,
    prefix: '',
    region: 'us-east-1',
    endpoint: server.endpoint,
    publicEndpoint: undefined,
    forcePathStyle: true,
    urlTtl: 900,
    ...server.owner,
    ...overrides,
  }
}

/** Makes a bucket with a new name. @param origin where browsers come from, allowed by CORS when given */
export async function makeTestBucket(server: TestServer, origin?: string): Promise<string> {
  const Bucket = `test-${randomBytes(6).toString('hex')}`
  const client = openS3Client(testBucketSettings(server, Bucket), server.endpoint)
  await client.send(new CreateBucketCommand({ Bucket }))
  if (origin) {
    const rule = {
      AllowedOrigins: [origin],
      AllowedMethods: ['GET', 'HEAD', 'PUT'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3600,
    }
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }))
  }
  client.destroy()
  return Bucket
}

/** A store on a new bucket. */
export async function openTestBucket(server: TestServer, overrides: Partial<S3Settings> = {}): Promise<S3Store> {
  return new S3Store(testBucketSettings(server, await makeTestBucket(server), overrides))
}

/** Lets other accounts of the server look into a bucket and read it, and nothing else. @param names of the accounts */
export async function allowReading(server: TestServer, bucket: string, names: string[]): Promise<void> {
  const client = openS3Client(testBucketSettings(server, bucket), server.endpoint)
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: names.map((name) => `arn:aws:iam:::user/${name}`) },
    Action: ['s3:ListBucket', 's3:GetObject'],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }))
  client.destroy()
}
