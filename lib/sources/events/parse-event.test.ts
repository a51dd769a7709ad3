import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEvent } from './parse-event'

/** Payloads as the vendors' documentation and servers have them. */
const payloads = JSON.parse(readFileSync(`${import.meta.dirname}/testing/store-events.json`, 'utf8')) as Record<
  string,
  unknown
>

const told = (body: unknown) => {
  const event = parseEvent(body)
  if (event?.kind !== 'changes') return event
  return event.changes.map(({ bucket, keys }) => [bucket, ...keys])
}

describe('what S3 servers send', () => {
  const cases: [string, unknown][] = [
    ['aws-put', [['amzn-s3-demo-bucket', 'holidays/Happy Face.jpg']]],
    ['aws-delete-marker', [['amzn-s3-demo-bucket', 'Été/plage café + sea 100%.jpg']]],
    ['aws-test', []],
    ['sns-notification', [['amzn-s3-demo-bucket', 'a b.jpg']]],
    ['sns-unsubscribe', []],
    ['eventbridge-created', [['amzn-s3-demo-bucket1', 'a+b %2F.jpg']]],
    ['eventbridge-acl', []],
    ['minio-put', [['images', '2019/Ü b&c.jpg']]],
    ['minio-access', []],
    ['ceph-16', [['photos', 'a b/c+d.jpg', 'a+b/c%2Bd.jpg']]],
    ['ceph-plain', [['photos', 'plain/key.jpg']]],
    ['r2', [['my-bucket', 'my object+1.png']]],
    ['b2', [['photos', 'pictures/tree & sky.jpg']]],
    ['b2-test', []],
  ]
  it.each(cases)('%s', (name, expected) => {
    expect(payloads[name], 'the payload').toBeDefined()
    expect(told(payloads[name])).toEqual(expected)
  })

  it('a subscription asks to be confirmed', () => {
    expect(parseEvent(payloads['sns-subscription'])).toEqual({
      kind: 'confirm',
      topicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
      token: '2336412f37abcd',
    })
  })

  it('several at once', () => {
    expect(told([payloads['aws-put'], payloads.r2])).toEqual([
      ['amzn-s3-demo-bucket', 'holidays/Happy Face.jpg'],
      ['my-bucket', 'my object+1.png'],
    ])
  })
})

describe('what nobody sends', () => {
  const strange: [string, unknown][] = [
    ['nothing', {}],
    ['a text', 'Records'],
    ['null', null],
    ['records of nothing', { Records: [{}] }],
    [
      'a record without a key',
      { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object: {} } }] },
    ],
    ['a key that is no text', { Records: [{ eventName: 'x', s3: { bucket: { name: 'b' }, object: { key: 5 } } }] }],
    ['a key of 5,000 letters', { action: 'PutObject', bucket: 'b', object: { key: 'x'.repeat(5000) } }],
    ['another service', { source: 'aws.ec2', 'detail-type': 'x', detail: {} }],
    ['a subscription without a token', { Type: 'SubscriptionConfirmation', TopicArn: 'arn', Message: '' }],
    ['a notification of no JSON', { Type: 'Notification', TopicArn: 'arn', Message: '{' }],
    [
      'notifications in each other',
      {
        Type: 'Notification',
        TopicArn: 'a',
        Message: JSON.stringify({ Type: 'SubscriptionConfirmation', TopicArn: 'a', Token: 't', Message: '' }),
      },
    ],
    ['lists in lists', [[[]]]],
    ['a subscription among others', [payloads['sns-subscription'], payloads.r2]],
  ]
  it.each(strange)('%s', (_about, body) => expect(parseEvent(body)).toBeNull())

  it('a key that cannot be decoded is taken as it is', () => {
    const record = (key: string) => ({
      Records: [
        { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object: { key } } },
      ],
    })
    expect(told(record('100%.jpg'))).toEqual([['b', '100%.jpg']])
    expect(told(record('%ff.jpg'))).toEqual([['b', '%ff.jpg']])
    expect(told(record('%00../x'))).toEqual([['b', '\0../x']])
  })
})
