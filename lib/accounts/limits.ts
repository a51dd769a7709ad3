import type { Limit } from '../auth/attempts'

/** Mails for a new password asked for from one address. */
export const RESETS_ADDRESS: Limit = { name: 'resets-address', count: 20, seconds: 3600 }
/** Mails for a new password to one e-mail address, whether an account has it or not. */
export const RESETS_EMAIL: Limit = { name: 'resets-email', count: 3, seconds: 3600 }
/** Links that did not hold, tried from one address. */
export const WRONG_LINKS: Limit = { name: 'wrong-links', count: 5, seconds: 15 * 60 }
/** The same where pages were opened by them: a page asks for no password, and programs that look through mail open it too. */
export const WRONG_LINK_PAGES: Limit = { name: 'wrong-link-pages', count: 300, seconds: 15 * 60 }
/** New usernames of one account: each is written down, and takes its old addresses away. */
export const NEW_USERNAMES: Limit = { name: 'new-usernames', count: 20, seconds: 3600 }
/** Mails by which one account lets new addresses be confirmed: they go to people who may not have asked for them. */
export const CONFIRMATIONS: Limit = { name: 'confirmations', count: 5, seconds: 3600 }
