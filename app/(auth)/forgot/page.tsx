import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ForgotForm } from '@/components/accounts/forgot-form'
import { passwordLogin } from '@/lib/auth/ways-in'
import { pageContext } from '@/lib/http/page'
import { mailIsOn } from '@/lib/mail/send-mail'

export const metadata: Metadata = { title: 'Forgot the password' }

/** Where a link for a new password is asked for; it is not there where the library sends no mail. */
export default async function ForgotPage() {
  const { actor } = await pageContext()
  if (actor.kind === 'user') redirect('/settings')
  if (!mailIsOn() || !passwordLogin()) notFound()
  return <ForgotForm />
}
