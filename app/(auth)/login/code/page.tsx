import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SecondStepForm } from '@/components/identities/second-step-form'
import { nextPath } from '@/lib/http/next-path'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Second factor' }

interface CodePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the code of the second factor is asked of who signed in elsewhere. Without that it lets nobody in. */
export default async function CodePage({ searchParams }: CodePageProps) {
  const { next } = await searchParams
  const path = nextPath(typeof next === 'string' ? next : null)
  const { actor } = await pageContext()
  if (actor.kind === 'user') redirect(path)
  return (
    <>
      <h1 className="sr-only">Second factor</h1>
      <SecondStepForm next={path} />
    </>
  )
}
