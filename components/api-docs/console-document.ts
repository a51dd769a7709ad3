type Json = Record<string, unknown>

/** The API's document, as far as the console looks at it. */
export interface ApiDocument extends Json {
  info: Json
  paths: Record<string, Record<string, Operation>>
  components: Json & { securitySchemes: Record<string, Json> }
}

interface Operation extends Json {
  parameters?: (Json & { required?: boolean; schema?: Json })[]
  requestBody?: { content?: Record<string, { schema?: Form }> }
  security?: Record<string, string[]>[]
}

interface Form extends Json {
  properties?: Record<string, Json>
  required?: string[]
}

/**
 * The document for the console, which sends every example that it is given: only what must be sent has one there, and what may be left out is
 * empty. The cookie of one's session is sent anyway, so nothing asks for it; the token comes first.
 */
export function consoleDocument(document: ApiDocument): ApiDocument {
  const { session: _, token, ...schemes } = document.components.securitySchemes
  return {
    ...document,
    paths: mapped(document.paths, (item) => mapped(item, consoleOperation)),
    components: { ...document.components, securitySchemes: token ? { token, ...schemes } : schemes },
  }
}

function consoleOperation({ parameters, requestBody, security, ...rest }: Operation): Operation {
  const form = requestBody?.content?.['multipart/form-data']
  return {
    ...rest,
    ...(parameters && { parameters: parameters.map(withoutPrefill) }),
    ...(requestBody && { requestBody }),
    ...(requestBody &&
      form?.schema && {
        requestBody: {
          ...requestBody,
          content: { ...requestBody.content, 'multipart/form-data': { ...form, schema: emptyForm(form.schema) } },
        },
      }),
    ...(security && { security: security.filter((way) => !('session' in way)) }),
  }
}

/** An example of the schema is shown; one of the parameter would be sent. */
function withoutPrefill({ example, ...parameter }: NonNullable<Operation['parameters']>[number]) {
  if (parameter.required || example === undefined)
    return { ...parameter, ...(example === undefined ? {} : { example }) }
  return { ...parameter, schema: { ...parameter.schema, examples: [example] } }
}

function emptyForm(schema: Form): Form {
  const empty = (name: string, property: Json) =>
    property.type !== 'array' ? '' : schema.required?.includes(name) ? [''] : []
  const entries = Object.entries(schema.properties ?? {}).map(([name, { default: _, examples: __, ...property }]) => [
    name,
    { ...property, example: empty(name, property) },
  ])
  return { ...schema, properties: Object.fromEntries(entries) }
}

function mapped<T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
