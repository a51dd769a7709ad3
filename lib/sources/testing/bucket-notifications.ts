import { createHash, createHmac } from 'node:crypto'
import { PutBucketNotificationConfigurationCommand, type S3Client } from '@aws-sdk/client-s3'

interface Account {
  accessKeyId: string
  secretAccessKey: string
}

/** Has Ceph's S3 server send everything that happens in a bucket to an address (Ceph, "Bucket notifications"; its topics speak SNS). */
export async function notifyOf(
  client: S3Client,
  server: { endpoint: string; owner: Account },
  bucket: string,
  address: string,
) {
  const Name = `topic-${bucket}`
  const form = new URLSearchParams({
    Action: 'CreateTopic',
    Name,
    'Attributes.entry.1.key': 'push-endpoint',
    'Attributes.entry.1.value': address,
  })
  const answer = await signedForm(server, form.toString())
  const TopicArn = /<TopicArn>([^<]+)</.exec(answer)?.[1]
  if (!TopicArn) throw new Error(`no topic was made: ${answer}`)
  const Events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] as const
  const NotificationConfiguration = { TopicConfigurations: [{ Id: 'albumen', TopicArn, Events: [...Events] }] }
  await client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }))
}

/** A form sent with AWS Signature Version 4. */
async function signedForm({ endpoint, owner }: { endpoint: string; owner: Account }, body: string): Promise<string> {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const scope = `${now.slice(0, 8)}/us-east-1/s3/aws4_request`
  const host = new URL(endpoint).host
  const type = 'application/x-www-form-urlencoded'
  const hash = createHash('sha256').update(body).digest('hex')
  const signed = 'content-type;host;x-amz-content-sha256;x-amz-date'
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-content-sha256:${hash}\nx-amz-date:${now}\n\n${signed}\n${hash}`
  const text = `AWS4-HMAC-SHA256\n${now}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`
  let key: Buffer = Buffer.from(`AWS4${owner.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key).update(text).digest('hex')
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-amz-content-sha256': hash,
      'x-amz-date': now,
      'x-forwarded-proto': 'https',
      authorization: `AWS4-HMAC-SHA256 Credential=${owner.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    },
    body,
  })
  return response.text()
}
