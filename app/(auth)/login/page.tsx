import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { LogInForm } from '@/components/accounts/log-in-form'
import { signUpState } from '@/lib/accounts/sign-up'
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
  if (ctx.actor.kind === 'user') redirect(path)
  const state = await signUpState(ctx)
  const onward = path === '/' ? '' : `?next=${encodeURIComponent(path)}`
  return (
    <>
      <h1 className="sr-only">Log in</h1>
      <LogInForm next={path} notice={error === undefined ? null : 'Logging in did not work. Try again.'} />
      {mailIsOn() && (
        <p className="text-center">
          <Link href="/forgot" className="text-muted underline underline-offset-4">
            Forgot the password?
          </Link>
        </p>
      )}
      {(state === 'open' || state === 'first') && (
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
