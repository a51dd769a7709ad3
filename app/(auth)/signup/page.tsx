import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { signUpState } from '@/lib/accounts/sign-up'
import { passwordLogin } from '@/lib/auth/ways-in'
import { nextPath } from '@/lib/http/next-path'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Sign up' }

interface SignUpPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const REFUSALS = {
  closed: 'This library takes no new accounts. Ask its administrator.',
  invite: 'This library takes new accounts by invitation only. Ask its administrator.',
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const { next } = await searchParams
  const path = nextPath(typeof next === 'string' ? next : null)
  const ctx = await pageContext()
  if (ctx.actor.kind === 'user') redirect(path)
  const onward = path === '/' ? '' : `?next=${encodeURIComponent(path)}`
  // Who signs in elsewhere gets an account there.
  if (!passwordLogin()) redirect(`/login${onward}`)
  const state = await signUpState(ctx)
  return (
    <>
      <h1 className="sr-only">Sign up</h1>
      {state === 'first' && (
        <p className="text-large text-balance">
          This is the first account, so it becomes the administrator of this library.
        </p>
      )}
      {state === 'first' || state === 'open' ? (
        <SignUpForm next={path} />
      ) : (
        <p className="text-center text-large text-balance">{REFUSALS[state]}</p>
      )}
      <p className="text-center text-muted">
        {'Already have an account? '}
        <Link href={`/login${onward}`} className="font-semibold text-ink underline underline-offset-4">
          Log in
        </Link>
      </p>
    </>
  )
}
