import { describeError, logEvent } from './log'

const LEVELS = { log: 'info', info: 'info', debug: 'debug', warn: 'warn', error: 'error', trace: 'debug' } as const

/**
 * Turns what packages write by themselves (the framework's page errors, warnings of Node, an error nobody caught) into events of
 * ours, which hold no words: those quote requests. After an uncaught error the process ends, as it does without this.
 * @param name the process, in its events: "web", "worker"
 * @param over.words also what is written with `console` and as a warning; a developer reads those as they are
 */
export function takeOverOutput(name: string, over: { words: boolean }): void {
  if (over.words) takeOverWords(name)
  process.on('unhandledRejection', (error) =>
    logEvent('error', `${name}.unhandled_rejection`, { error: describeError(error) }),
  )
  process.on('uncaughtException', (error) => {
    logEvent('error', `${name}.uncaught_exception`, { error: describeError(error) })
    process.exit(1)
  })
}

function takeOverWords(name: string): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...words: unknown[]) => {
      const errors = words.filter((word) => word instanceof Error).map((error) => describeError(error))
      // Without its words, what is no trouble tells nothing (that settings took a moment to read, for example).
      const shown = errors.length === 0 && level === 'info' ? 'debug' : level
      logEvent(shown, `${name}.console`, { errors, from: describeError(new Error('')).stack })
    }
  }
  process.removeAllListeners('warning')
  process.on('warning', (warning) => logEvent('warn', `${name}.warning`, { error: describeError(warning) }))
}
