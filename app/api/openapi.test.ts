import path from 'node:path'
import { Spectral } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { appRoutes } from '@/e2e/matrix/app-routes'
import { CONDITION_KEYS } from '@/lib/search/language/vocabulary'
import { ALL_ROUTES } from './all-routes'
import { apiDocument } from './api-document'

type Operation = Record<string, unknown> & { operationId: string }
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

test('the words of every filter are parameters of the list', () => {
  const list = document.paths['/api/v1/photos']?.get as { parameters?: { name: string }[] } | undefined
  const names = list?.parameters?.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...CONDITION_KEYS, 'q', 'sort', 'order', 'limit', 'cursor', 'count']))
})
