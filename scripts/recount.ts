// `npm run recount`: counts all photos anew, where facets, months or the map do not say what is there.
import { checkCountersApart } from '../lib/search/query/keep-counters'
import { endPlainly } from './end-plainly'
import { ownDatabase } from './repair/own-database'

const own = await ownDatabase().catch(endPlainly)
try {
  const wrong = await checkCountersApart(own.url)
  process.stdout.write(
    wrong > 0 ? `${wrong} counters were wrong; all are counted anew.\n` : 'All counters are right.\n',
  )
} catch (error) {
  endPlainly(error)
} finally {
  await own.close()
}
