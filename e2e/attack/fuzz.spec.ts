// Every operation of the API's own document, asked by those who may not and by those who may, with what nobody who means well sends.
import { expect, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { attempts, users } from '@/db/schema/users'
import { groupsOf } from '../matrix/at-once'
import { type Instance, startInstance } from '../matrix/instance'
import { MARK } from '../matrix/mark'
import { makePeople, type People } from '../matrix/people'
import { fingerprint, makeWorld, type World } from '../matrix/world'
import { LONG_FORM } from './long-form'
import { type ApiDocument, type Attack, attacksOn, type Operation, operationsOf } from './operations'

const RUNS = LONG_FORM ? 50 : 5
/** The short form tries the same each time; the long one says what it began with. */
const SEED = LONG_FORM ? Date.now() % 1_000_000 : 11

test.describe.configure({ mode: 'default', timeout: LONG_FORM ? 3_600_000 : 300_000 })

let instance: Instance
let people: People
let world: World
/** Somebody whose things may be changed. */
let spare: { people: People; world: World }
let document: ApiDocument
let operations: Operation[]
let sent = 0

test.beforeAll(async () => {
  test.setTimeout(240_000)
  instance = await startInstance()
  people = await makePeople(instance)
  world = await makeWorld(instance, people)
  const others = await makePeople(instance)
  spare = { people: others, world: await makeWorld(instance, others) }
  document = await (await fetch(`${instance.url}/api/openapi.json`)).json()
  operations = operationsOf(document)
})

test.afterAll(async () => {
  await instance?.stop()
})

interface Caller {
  cookie?: string
  token?: string
}

async function sendAs(operation: Operation, attack: Attack, { cookie, token }: Caller): Promise<Response> {
  const method = operation.method.toUpperCase()
  const headers: Record<string, string> = { origin: instance.url }
  if (cookie) headers.cookie = cookie
  if (token) headers.authorization = `Bearer ${token}`
  sent += 1
  return fetch(instance.url + attack.address, {
    method,
    redirect: 'manual',
    ...bodyOf(attack, headers, method),
    signal: AbortSignal.timeout(60_000),
  })
}

function bodyOf({ type, body, form, bytes }: Attack, headers: Record<string, string>, method: string): RequestInit {
  if (method === 'GET' || type === null) return { headers }
  if (body !== null) return { headers: { ...headers, 'content-type': type }, body }
  if (!form) return { headers: { ...headers, 'content-type': 'image/jpeg' }, body: bytes.slice() }
  const fields = new FormData()
  for (const [name, value] of Object.entries(form)) fields.set(name, value)
  fields.set('file', new File([bytes.slice()], '../x\0.jpg', { type: 'image/jpeg' }))
  return { headers, body: fields }
}

/** Words of a program, a driver or a database. */
const STACK =
  /\bat \S+ \(|node_modules|\.tsx?:\d+:\d+|PostgresError|DrizzleQueryError|syntax error at|relation "|select "/

/** What an answer shows that it should not; empty when nothing. */
async function faultsOf(reply: Response, { address, body }: Attack, allowed: number[]): Promise<string[]> {
  const streams = reply.headers.get('content-type')?.startsWith('text/event-stream')
  if (streams) await reply.body?.cancel()
  const text = streams ? '' : await reply.text()
  const told = `${[...reply.headers].join('\n')}\n${text}`
  const asked = decodeURIComponent(address) + (body ?? '')
  return [
    ...(reply.status >= 500 && !allowed.includes(reply.status) ? [`status ${reply.status} ${text.slice(0, 200)}`] : []),
    ...(reply.status >= 400 && STACK.test(text) && !STACK.test(asked)
      ? [`words of a program: ${text.slice(0, 300)}`]
      : []),
  ].concat(allowed.length === 0 ? secretsIn(told, asked) : [])
}

/** Of the owner's, what stands in an answer and did not stand in the request. */
function secretsIn(told: string, asked: string): string[] {
  const owned = [MARK, ...world.secrets, ...world.privateIds]
  return owned.filter((one) => !asked.includes(one) && told.includes(one)).map((one) => `tells ${one}`)
}

/** Fuzzes operations as somebody, some at once. @param allowed statuses of ours that mean no fault; without any, the answers may tell nothing of the owner's */
async function fuzz(some: Operation[], caller: Caller, names: World, allowed: number[] = []): Promise<void> {
  await Promise.all(
    some.map((operation) =>
      fc.assert(
        fc.asyncProperty(attacksOn(operation, document, names, people.owner.id), async (attack) => {
          const faults = await faultsOf(await sendAs(operation, attack, caller), attack, allowed)
          expect(faults, `${operation.method} ${attack.address.slice(0, 300)} ${attack.body?.slice(0, 300)}`).toEqual(
            [],
          )
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      ),
    ),
  )
  // Limits are looked at elsewhere; here each question is to be answered.
  await instance.db.delete(attempts)
}

/** The two spare worlds are of other people; nothing of the owner's may change. */
async function fuzzAll(some: Operation[], caller: Caller, names: World, allowed?: number[]): Promise<void> {
  for (const group of groupsOf(some, 8)) {
    const before = await fingerprint(instance, people.owner.id)
    await fuzz(group, caller, names, allowed)
    const changed = `changed by one of ${group.map(({ method, path }) => `${method} ${path}`).join(', ')}`
    expect(await fingerprint(instance, people.owner.id), changed).toBe(before)
  }
}

const STRANGERS: [string, () => Caller][] = [
  ['nobody', () => ({})],
  ['another person', () => people.other],
  ['a token that may only read', () => ({ token: people.reader.token as string })],
]

for (const [who, caller] of STRANGERS) {
  test(`${who} breaks nothing, is told nothing and changes nothing of the owner's`, async () => {
    expect(operations.length).toBeGreaterThan(100)
    // A token that reads is told what is its owner's: there no answer is searched.
    const allowed = who.startsWith('a token') ? [503] : []
    const some = operations.filter(({ path }) => allowed.length === 0 || !path.startsWith('/api/v1/sources'))
    await fuzzAll(some, caller(), world, allowed)
    const [other] = await instance.db.select().from(users).where(eq(users.id, people.other.id))
    expect([other?.role, other?.quotaBytes, other?.disabledAt]).toEqual(['user', null, null])
  })
}

test('who may do it breaks nothing either, with a log-in and with a token', async () => {
  const { owner, writer } = spare.people
  for (const caller of [{ cookie: owner.cookie }, { token: writer.token as string }])
    await fuzzAll(operations, caller, spare.world, [503])
})

test('an administrator breaks nothing, and changes and reads nothing of the owner’s', async () => {
  const ofAdmin = operations.filter(({ path }) => path.startsWith('/api/v1/admin/'))
  expect(ofAdmin.length).toBeGreaterThan(15)
  // What is set for all comes last: it may close the door to administrators themselves.
  const last = (one: Operation) => Number(one.path.endsWith('/settings') && one.method !== 'get')
  await fuzzAll(
    [...ofAdmin].sort((a, b) => last(a) - last(b)),
    people.admin,
    spare.world,
    [503],
  )
})

test.afterAll(() => {
  process.stdout.write(`fuzz: ${sent} requests to ${operations?.length} operations, seed ${SEED}\n`)
})
