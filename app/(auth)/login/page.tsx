import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { LogInForm } from '@/components/accounts/log-in-form'
import { IssuerButton } from '@/components/identities/issuer-button'
import { KeysLogIn } from '@/components/identities/keys-log-in'
import { signInTrouble } from '@/components/identities/sign-in-trouble'
import { signUpState } from '@/lib/accounts/sign-up'
import { oidcSettings, passwordLogin, s3LoginSettings } from '@/lib/auth/ways-in'
import { nextPath } from '@/lib/http/next-path'
import { pageContext } from '@/lib/http/page'
import { mailIsOn } from '@/lib/mail/send-mail'

export const metadata: Metadata = { title: 'Log in' }

interface LogInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function LogInPage({ searchParams }: LogInPageProps) {
  const { next, error } = await searchParams
  const path = nextPath(typeof next === 'string' ? next : null)
  const ctx = await pageContext()
  const issuer = oidcSettings()
  // Who is logged in and comes back from the issuer without success wanted to link it.
  const linking = typeof error === 'string' && issuer !== null
  if (ctx.actor.kind === 'user') redirect(linking ? `/settings?ways=${encodeURIComponent(error)}` : path)
  const state = await signUpState(ctx)
  const onward = path === '/' ? '' : `?next=${encodeURIComponent(path)}`
  const byPassword = passwordLogin()
  const notice = error === undefined ? null : signInTrouble(String(error), issuer?.name ?? null)
  return (
    <>
      <h1 className="sr-only">Log in</h1>
      {byPassword && <LogInForm next={path} notice={notice} />}
      {byPassword && mailIsOn() && (
        <p className="text-center">
          <Link href="/forgot" className="text-muted underline underline-offset-4">
            Forgot the password?
          </Link>
        </p>
      )}
      {issuer && (
        <IssuerButton issuer={issuer.name} next={path} alone={!byPassword} notice={byPassword ? null : notice} />
      )}
      {s3LoginSettings() && <KeysLogIn next={path} />}
      {byPassword && (state === 'open' || state === 'first') && (
        <p className="text-center text-muted">
          {state === 'first' ? 'Nobody has an account here yet. ' : 'No account yet? '}
          <Link href={`/signup${onward}`} className="font-semibold text-ink underline underline-offset-4">
            {state === 'first' ? 'Create the first one' : 'Sign up'}
          </Link>
        </p>
      )}
    </>
  )
}
