declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Settings {
    spec: object
    domNode: HTMLElement
    deepLinking: boolean
    docExpansion: 'list' | 'none'
    defaultModelsExpandDepth: number
    displayRequestDuration: boolean
    filter: boolean
    persistAuthorization: boolean
    syntaxHighlight: false
    validatorUrl: null
    requestInterceptor: (request: { body?: unknown }) => object
  }
  export default function SwaggerUI(settings: Settings): unknown
}
