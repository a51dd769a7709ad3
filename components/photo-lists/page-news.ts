import { doubtSession } from '../session/session-news'
import { createNewsLine } from './news-line'

/** This page's line to the server's events. */
export const pageNews = createNewsLine(() => new EventSource('/api/v1/events'), doubtSession)
