import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]

/** A route or page of the app as the folders say it, and the methods it means to handle. */
export interface AppRoute {
  /** As in the folders, without groups: `/api/v1/photos/[id]`. */
  path: string
  page: boolean
  methods: Method[]
}

/** Everything below app/ that answers requests. */
export function appRoutes(app: string): AppRoute[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  const found = files.filter((file) => /(^|\/)(route|page)\.tsx?$/.test(file))
  return found.map((file) => readRoute(app, file)).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function readRoute(app: string, file: string): AppRoute {
  const folders = path.dirname(file).split(path.sep)
  const url = folders.filter((folder) => folder !== '.' && !/^[(@]/.test(folder)).join('/')
  const page = /page\.tsx?$/.test(file)
  const source = readFileSync(path.join(app, file), 'utf8')
  return { path: `/${url}`, page, methods: page ? ['GET'] : handledMethods(source) }
}

/** The methods a route file exports, those from `notAllowed()` left out. */
export function handledMethods(source: string): Method[] {
  const own = source.replace(/export const \{[^}]*\} = notAllowed\([^)]*\)/g, '')
  return METHODS.filter((method) => {
    const declared = new RegExp(`export (const|async function|function) ${method}\\b`)
    const listed = new RegExp(`export (const )?\\{[^}]*\\b${method}\\b[^}]*\\}`)
    return declared.test(own) || listed.test(own)
  })
}
