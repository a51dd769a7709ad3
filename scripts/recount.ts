// `npm run recount`: counts all photos anew, where facets, months or the map do not say what is there.
import { env } from '../lib/env'
import { checkCountersApart } from '../lib/search/query/keep-counters'
import { endPlainly } from './end-plainly'

const { DATABASE_URL } = env()
if (!DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set: name the database to count in.\n')
  process.exit(1)
}
try {
  const wrong = await checkCountersApart(DATABASE_URL)
  process.stdout.write(
    wrong > 0 ? `${wrong} counters were wrong; all are counted anew.\n` : 'All counters are right.\n',
  )
} catch (error) {
  endPlainly(error)
}
