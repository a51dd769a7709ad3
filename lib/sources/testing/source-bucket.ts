import {
  CopyObjectCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { TestS3 } from '../../../scripts/testing/s3-setup'
import { openS3Client } from '../../storage/s3-settings'
import { makeTestBucket, testBucketSettings } from '../../storage/testing/test-bucket'

/** Somebody else's bucket: its owner writes, the reader may list and read and nothing else. */
export class SourceBucket {
  private constructor(
    readonly name: string,
    readonly reader: { accessKeyId: string; secretAccessKey: string },
    readonly endpoint: string,
    private readonly client: S3Client,
  ) {}

  static async open(server: Pick<TestS3, 'endpoint' | 'owner' | 'stranger'>): Promise<SourceBucket> {
    const name = await makeTestBucket(server)
    const client = openS3Client(testBucketSettings(server, name), server.endpoint)
    const may = (Action: string[], Resource: string) => ({
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam:::user/stranger'] },
      Action,
      Resource,
    })
    const policy = {
      Version: '2012-10-17',
      Statement: [may(['s3:ListBucket'], `arn:aws:s3:::${name}`), may(['s3:GetObject'], `arn:aws:s3:::${name}/*`)],
    }
    await client.send(new PutBucketPolicyCommand({ Bucket: name, Policy: JSON.stringify(policy) }))
    return new SourceBucket(name, server.stranger, server.endpoint, client)
  }

  /** Columns of a source that reads it. */
  get place() {
    return { kind: 's3' as const, endpoint: this.endpoint, bucket: this.name, region: 'us-east-1' }
  }

  async put(key: string, body: Uint8Array | string): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.name, Key: key, Body: body }))
  }

  async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.name, Key: key }))
  }

  /** A copy and a deletion, as every tool does it. */
  async move(from: string, to: string): Promise<void> {
    await this.copy(from, to)
    await this.delete(from)
  }

  async copy(from: string, to: string): Promise<void> {
    const CopySource = `${this.name}/${encodeURIComponent(from)}`
    await this.client.send(new CopyObjectCommand({ Bucket: this.name, Key: to, CopySource }))
  }

  /** Key, etag and time of every object, as its owner sees them. */
  async listing(): Promise<string[]> {
    const found: string[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await this.client.send(new ListObjectsV2Command({ Bucket: this.name, ContinuationToken }))
      for (const { Key, ETag, LastModified } of page.Contents ?? [])
        found.push(JSON.stringify([Key, ETag, LastModified?.toISOString()]))
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (ContinuationToken)
    return found
  }

  close(): void {
    this.client.destroy()
  }
}
