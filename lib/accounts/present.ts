import type { users } from '@/db/schema/users'
import { passwordLogin } from '../auth/ways-in'
import type { Me } from './contract'

/** An account as its own person sees it. @param pendingEmail the address that is to be confirmed */
export function presentMe(user: typeof users.$inferSelect, pendingEmail: string | null): Me {
  const { id, email, username, name, role, showLocation, allowOriginals, uploadVisibility, quotaBytes, createdAt } =
    user
  return {
    id,
    email,
    pendingEmail,
    username,
    name,
    role,
    hasPassword: user.passwordHash !== null && passwordLogin(),
    secondFactor: user.totpSecret !== null,
    showLocation,
    allowOriginals,
    uploadVisibility,
    quotaBytes,
    createdAt: createdAt.toISOString(),
  }
}
