import { randomUUID } from 'node:crypto'
import { AppError } from '../errors/app-error'
import { logEvent } from '../log'
import { problemResponse } from './problem'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/**
 * Handlers that answer 405 with Allow for every method a route does not list (Next's own 405 has neither Allow nor a
 * body): `export const { POST, PUT, DELETE } = notAllowed('GET', 'PATCH')`. HEAD and OPTIONS are Next's.
 */
export function notAllowed(...allowed: Method[]): Record<Method, (request: Request) => Promise<Response>> {
  const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  const answer = async (request: Request) => {
    const error = new AppError('method_not_allowed', `This address takes ${allow}, not ${request.method}.`)
    const requestId = randomUUID()
    const response = problemResponse(error, requestId)
    response.headers.set('allow', allow)
    response.headers.set('x-request-id', requestId)
    logEvent('info', 'request', { requestId, route: 'method not allowed', method: request.method, status: 405 })
    return response
  }
  return Object.fromEntries(METHODS.map((method) => [method, answer])) as Record<Method, typeof answer>
}
