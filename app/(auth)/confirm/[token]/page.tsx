import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConfirmEmail } from '@/components/accounts/confirm-email'
import { findAccountLink, findByLink } from '@/lib/accounts/account-links'
import { pageContext } from '@/lib/http/page'

/** The address is a key: it is not told to other sites. */
export const metadata: Metadata = { title: 'Confirm your e-mail address', referrer: 'no-referrer', robots: 'noindex' }

interface ConfirmPageProps {
  params: Promise<{ token: string }>
}

/** Where a new address is confirmed: by a button, because programs that look through mail open every link. */
export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const { token } = await params
  const ctx = await pageContext()
  const found = await findByLink(ctx, () => findAccountLink(ctx.db, 'email', token))
  if (!found?.link.email) notFound()
  return <ConfirmEmail token={token} email={found.link.email} username={found.user.username} />
}
