import { toRss } from '@/lib/feeds/public-feed'
import { notAllowed } from '@/lib/http/not-allowed'
import { feedRoute } from '../feed-route'

export const GET = feedRoute('/rss.xml', 'application/rss+xml; charset=utf-8', toRss)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
