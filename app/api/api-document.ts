import { definitionOf } from '@/lib/http/definition'
import { type DescribedRoute, openApiDocument } from '@/lib/http/openapi'
import { ALL_ROUTES } from './all-routes'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The OpenAPI document of all routes, made of what stands at their handlers. */
export function apiDocument(): Record<string, unknown> {
  const routes = Object.entries(ALL_ROUTES).flatMap(([path, handlers]) =>
    METHODS.flatMap((method): DescribedRoute[] => {
      const handler = handlers[method]
      const definition = typeof handler === 'function' ? definitionOf(handler) : undefined
      return definition ? [{ method, path, definition }] : []
    }),
  )
  return openApiDocument(routes)
}
