import path from 'node:path'
import { Spectral } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { appRoutes } from '@/e2e/matrix/app-routes'
import { definitionOf } from '@/lib/http/definition'
import { CONDITION_KEYS } from '@/lib/search/language/vocabulary'
import { ALL_ROUTES } from './all-routes'
import { apiDocument } from './api-document'

interface Parameter {
  name: string
  in: string
  example?: unknown
}
type Operation = Record<string, unknown> & { operationId: string; parameters?: Parameter[] }
const document = apiDocument() as { paths: Record<string, Record<string, Operation>> }

/** next-auth answers its own addresses, and what has no route is no route. */
const OTHERS = /^\/api\/(auth\/|\[\[)/
const routes = appRoutes(path.join(import.meta.dirname, '..')).filter(
  (route) => !route.page && !OTHERS.test(route.path),
)

test('every route of the app stands in the document with each of its methods, and nothing else', () => {
  expect(Object.keys(ALL_ROUTES).sort()).toEqual(routes.map((route) => route.path).sort())
  const written = routes.map((route) => [route.path.replace(/\[(\w+)\]/g, '{$1}'), route.methods.toSorted()])
  const told = Object.entries(document.paths).map(([at, operations]) => [
    at,
    Object.keys(operations)
      .map((method) => method.toUpperCase())
      .toSorted(),
  ])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(written))
})

test('spectral finds nothing in it', async () => {
  const spectral = new Spectral()
  spectral.setRuleset({ extends: [oas] } as never)
  expect((await spectral.run(document)).map(({ code, message, path: at }) => ({ code, message, at }))).toEqual([])
})

test('it holds nothing but JSON, and each operation has a name of its own', () => {
  const names = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  )
  expect(new Set(names).size).toBe(names.length)
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})

const HANDLERS = Object.entries(ALL_ROUTES).flatMap(([path, handlers]) =>
  Object.entries(handlers).flatMap(([method, handler]) => {
    const definition = typeof handler === 'function' ? definitionOf(handler) : undefined
    const operation = document.paths[path.replace(/\[(\w+)\]/g, '{$1}')]?.[method.toLowerCase()]
    return definition && operation ? [{ name: `${method} ${path}`, definition, operation }] : []
  }),
)

test.each(HANDLERS)('$name has an example of every parameter, which it takes', ({ definition, operation }) => {
  for (const { name, in: where, example } of operation.parameters ?? []) {
    expect(example, name).toBeDefined()
    const schema = where === 'path' ? definition.params : where === 'query' ? definition.query : undefined
    const parsed = schema?.partial().safeParse({ [name]: typeof example === 'number' ? String(example) : example })
    expect(parsed?.error, name).toBeUndefined()
  }
})

test('files of forms are bytes, for tools of either dialect', () => {
  interface Body {
    content: Record<string, { schema: Record<string, unknown> }>
  }
  const bodyOf = (path: string, method: string, type: string) =>
    (document.paths[path]?.[method]?.requestBody as Body | undefined)?.content[type]?.schema
  const bytes = { type: 'string', format: 'binary', contentMediaType: 'image/*' }
  expect(bodyOf('/api/v1/photos', 'post', 'multipart/form-data')?.properties).toMatchObject({
    file: { type: 'array', items: bytes },
  })
  expect(bodyOf('/api/v1/photos/{id}/file', 'put', 'multipart/form-data')?.properties).toMatchObject({ file: bytes })
  expect(bodyOf('/api/v1/photos/{id}/file', 'put', '*/*')).toMatchObject({ type: 'string', format: 'binary' })
})

test('a key for retries is described where replies are kept, and only there', () => {
  const takes = (path: string) =>
    document.paths[path]?.post?.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false
  expect(['/api/v1/albums', '/api/v1/photos', '/api/v1/uploads'].map(takes)).toEqual([true, true, true])
  for (const path of ['/api/v1/tokens', '/api/v1/webhooks', '/api/v1/links', '/api/v1/links/{token}/uploads']) {
    expect(takes(path), path).toBe(false)
    expect(document.paths[path]?.post?.description).toContain('`Idempotency-Key` is refused')
  }
})

test('the words of every filter are parameters of the list', () => {
  const list = document.paths['/api/v1/photos']?.get as { parameters?: { name: string }[] } | undefined
  const names = list?.parameters?.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...CONDITION_KEYS, 'q', 'sort', 'order', 'limit', 'cursor', 'count']))
})
