import { authRoute } from '@/lib/http/auth-route'
import { enterElsewhere } from '@/lib/identities/enter-elsewhere'

const handler = authRoute(enterElsewhere)

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT }
