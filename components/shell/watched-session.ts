// What watches a session, and what stands in the place of the page when it has ended: they come together.
export { watchSession } from '../session/watch-session'
export { SessionEnded } from './session-ended'
