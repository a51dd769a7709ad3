import { toJsonFeed } from '@/lib/feeds/public-feed'
import { notAllowed } from '@/lib/http/not-allowed'
import { feedRoute } from '../feed-route'

export const GET = feedRoute('/feed.json', 'application/feed+json; charset=utf-8', toJsonFeed)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
