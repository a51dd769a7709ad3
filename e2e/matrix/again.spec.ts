// Every row of the matrix once more, with every header in it that went around a check in some version of something: the same answers, nothing told.
import path from 'node:path'
import { expect } from '@playwright/test'
import { attempts } from '@/db/schema/users'
import { eachOf } from './at-once'
import { ACTORS, type ActorName, type MatrixCase, OWNERS, readMatrix } from './cells'
import { leaksIn } from './leaks'
import { makePeople } from './people'
import { send } from './send'
import { type Stage, test } from './stage'
import { fingerprint, makeWorld, type World } from './world'

const matrix = readMatrix(path.join(import.meta.dirname, 'routes'))

test.describe.configure({ mode: 'default', timeout: 300_000 })

const repeated = (name: string) => Array.from({ length: 5 }, () => name).join(':')
const EVIL = 'evil.example'

/** Of the advisories and habits of the field: who is passed by, where it leads, what is done, who asks. */
const HEADERS: Record<string, string> = {
  'x-middleware-subrequest': `${repeated('proxy')}:${repeated('src/proxy')}:${repeated('middleware')}:${repeated('src/middleware')}`,
  'x-middleware-next': '1',
  'x-middleware-rewrite': '/api/v1/me',
  'x-middleware-prefetch': '1',
  'x-middleware-override-headers': 'cookie,authorization',
  'x-middleware-request-cookie': 'next-auth.session-token=x',
  'x-middleware-set-cookie': 'x=1',
  'x-nextjs-data': '1',
  'x-next-cache-tags': 'x',
  'x-matched-path': '/api/v1/me',
  'x-invoke-path': '/api/v1/me',
  'x-invoke-query': '%7B%22id%22%3A%22x%22%7D',
  'x-invoke-output': '/api/v1/me',
  'next-resume': '1',
  'next-action': '0'.repeat(40),
  'x-original-url': '/api/v1/me',
  'x-rewrite-url': '/api/v1/me',
  'x-override-url': '/api/v1/me',
  'x-forwarded-host': EVIL,
  'x-forwarded-server': EVIL,
  'x-host': EVIL,
  'x-original-host': EVIL,
  forwarded: `for=127.0.0.1;host=${EVIL};proto=https`,
  'x-forwarded-for': '127.0.0.1, 10.0.0.1',
  'x-forwarded-port': '443',
  'x-forwarded-prefix': `//${EVIL}`,
  'x-forwarded-uri': '/api/v1/me',
  'x-forwarded-method': 'PATCH',
  'x-real-ip': '127.0.0.1',
  'x-client-ip': '127.0.0.1',
  'true-client-ip': '127.0.0.1',
  'cf-connecting-ip': '127.0.0.1',
  'x-albumen-peer': '::1',
  'x-http-method-override': 'GET',
  'x-http-method': 'GET',
  'x-method-override': 'GET',
  'x-user': 'admin',
  'x-user-id': 'admin',
  'x-remote-user': 'admin',
  'x-authenticated-user': 'admin',
}
/** How the scripts of Next ask for pages: the status is another one then. */
const RSC: Record<string, string> = { rsc: '1', 'next-router-prefetch': '1', 'next-url': '/admin' }

const isPage = ({ route }: MatrixCase) =>
  !/ \/(api|livez|readyz|metrics|vendor|feed|rss|sitemap|robots|manifest|share-worker)/.test(route)
const reads = (entry: MatrixCase) => entry.route.startsWith('GET ')

/** What is wrong with an answer; empty when it is as without the headers. */
async function faults(stage: Stage, entry: MatrixCase, actor: ActorName, world: World, people = stage.people) {
  const { instance } = stage
  const sending = { instance, entry, names: world.names, people, actor }
  const replies = [await send({ ...sending, headers: HEADERS })]
  if (isPage(entry)) replies.push(await send({ ...sending, headers: { ...HEADERS, ...RSC } }))
  const [first] = replies
  const wrong = replies.flatMap((reply) => {
    const told = `${[...reply.headers]}${reply.body}`
    return [
      ...(reply.status >= 500 ? [`status ${reply.status}`] : []),
      ...(told.includes(EVIL) ? [`names ${EVIL}`] : []),
      ...leaksIn(reply, entry, world, actor).map((one) => `tells ${one}`),
    ]
  })
  if (first?.status !== entry.expect[actor]) wrong.push(`${first?.status}: ${first?.body.slice(0, 200)}`)
  return wrong.map((one) => `${actor}, ${entry.route}, ${entry.about}: ${one}`)
}

for (const actor of ACTORS) {
  test(`${actor} reads and is refused as without the headers`, async ({ stage }) => {
    const { instance, people, world } = stage
    const cells = matrix.filter((entry) => (reads(entry) ? !entry.fresh : entry.expect[actor] >= 400))
    const before = await fingerprint(instance, people.owner.id)
    const wrong: string[] = []
    // Wrong passwords and links are counted: of each row there are to be as many as in the matrix itself.
    await eachOf(cells, async (entry) => {
      if (!reads(entry)) await instance.db.delete(attempts)
      wrong.push(...(await faults(stage, entry, actor, world)))
    })
    expect(wrong).toEqual([])
    if (!OWNERS.includes(actor)) expect(await fingerprint(instance, people.owner.id)).toBe(before)
    await instance.db.delete(attempts)
  })
}

for (const who of ['others', ...OWNERS] as const) {
  test(`writes of ${who} do what they do without the headers`, async ({ stage }) => {
    const actors = ACTORS.filter((actor) => (who === 'others' ? !OWNERS.includes(actor) : actor === who))
    const done = matrix.filter((entry) => !reads(entry) && actors.some((actor) => entry.expect[actor] < 400))
    const wrong: string[] = []
    await stage.instance.db.delete(attempts)
    await eachOf(done, async (entry) => {
      const people = await makePeople(stage.instance)
      const world = await makeWorld(stage.instance, people)
      const before = await fingerprint(stage.instance, people.owner.id)
      for (const actor of actors.filter((one) => entry.expect[one] < 400))
        wrong.push(...(await faults(stage, entry, actor, world, people)))
      if (who === 'others' && (await fingerprint(stage.instance, people.owner.id)) !== before)
        wrong.push(`${entry.route}, ${entry.about}: the owner's things are changed`)
    })
    expect(wrong).toEqual([])
  })
}
