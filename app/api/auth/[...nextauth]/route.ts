import { authRoute } from '@/lib/http/auth-route'
import { enterByKeys } from '@/lib/identities/enter-by-keys'
import { enterElsewhere } from '@/lib/identities/enter-elsewhere'

const handler = authRoute({ enterElsewhere, enterByKeys })

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT }
