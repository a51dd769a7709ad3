import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { IssuerButton } from '@/components/identities/issuer-button'
import { KeysLogIn } from '@/components/identities/keys-log-in'
import { momentLabel } from '@/components/words/date-text'
import { findByLink } from '@/lib/accounts/account-links'
import { findInvitation } from '@/lib/accounts/invitations'
import { oidcSettings, passwordLogin, s3LoginSettings } from '@/lib/auth/ways-in'
import { pageContext } from '@/lib/http/page'
import { formatBytes } from '@/lib/media/format-bytes'

/** The address is a key: it is not told to other sites. */
export const metadata: Metadata = { title: 'You are invited', referrer: 'no-referrer', robots: 'noindex' }

interface JoinPageProps {
  params: Promise<{ token: string }>
}

/** Where an invited person signs up; nothing is here for a link that was used, withdrawn, has expired or never was. */
export default async function JoinPage({ params }: JoinPageProps) {
  const { token } = await params
  const ctx = await pageContext()
  const found = await findByLink(ctx, () => findInvitation(ctx.db, token))
  if (!found) notFound()
  const { inviter, role, quotaBytes, email, expiresAt } = found
  const issuer = oidcSettings()
  const room = quotaBytes === null ? '' : ` It may keep ${formatBytes(quotaBytes)}.`
  return (
    <>
      <div className="flex flex-col gap-2 text-center">
        <h1 className="text-title text-balance">{inviter.name} invites you to this photo library</h1>
        <p className="text-balance text-muted">
          {`${role === 'admin' ? 'Your account will be an administrator of it.' : 'You get an account of your own.'}${room}`}
          {` The link makes one account, until ${momentLabel(expiresAt.toISOString())}.`}
        </p>
      </div>
      {ctx.actor.kind === 'user' ? (
        <p className="text-center text-large text-balance">
          You are logged in as {ctx.actor.name}. Log out first if the invitation is for you to make another account.
        </p>
      ) : (
        <>
          {passwordLogin() && <SignUpForm next="/" invitation={{ token, email }} />}
          {issuer && <IssuerButton issuer={issuer.name} next="/" invitation={token} alone={!passwordLogin()} />}
          {s3LoginSettings() && <KeysLogIn next="/" invitation={{ token, email }} />}
        </>
      )}
    </>
  )
}
