/**
 * Runs before everything else in the browser. zod would try whether it may make functions out of text, which the policy of every page
 * forbids: harmless, but each try is reported as a violation and hides true ones. It reads its settings from here.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
