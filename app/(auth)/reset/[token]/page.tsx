import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NewPasswordForm } from '@/components/accounts/new-password-form'
import { findAccountLink, findByLink } from '@/lib/accounts/account-links'
import { passwordLogin } from '@/lib/auth/ways-in'
import { pageContext } from '@/lib/http/page'

/** The address is a key: it is not told to other sites. */
export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer', robots: 'noindex' }

interface ResetPageProps {
  params: Promise<{ token: string }>
}

/** Where a new password is set by a link; nothing is here for one that does not hold. */
export default async function ResetPage({ params }: ResetPageProps) {
  const { token } = await params
  const ctx = await pageContext()
  const found = await findByLink(ctx, () => findAccountLink(ctx.db, 'password', token))
  if (!found || !passwordLogin()) notFound()
  return <NewPasswordForm token={token} username={found.user.username} />
}
