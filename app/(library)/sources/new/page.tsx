import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ConnectSource } from '@/components/sources/connect-source'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { sourceRoots } from '@/lib/sources/ground/access-rule'

export const metadata: Metadata = { title: 'Connect a source' }

/** Where a bucket or a folder of the server is connected. */
export default async function NewSourcePage() {
  const { actor } = await pageContext()
  if (actor.kind !== 'user') redirect('/login?next=/sources/new')
  const isAdmin = actor.role === 'admin'
  const roots = sourceRoots()
  const folders = {
    mine: isAdmin || env().SOURCE_ROOTS_FOR === 'everyone',
    any: roots.length > 0,
    // Where things lie on the server is the administrators' business.
    paths: isAdmin ? roots : [],
  }
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-4 pt-8 pb-16">
      <div>
        <h1 className="text-display">Connect a source</h1>
        <p className="mt-1 text-large text-muted">
          Albumen shows the photos you already have, in place. It only reads: nothing is ever written, moved, renamed or
          deleted there.
        </p>
      </div>
      <ConnectSource folders={folders} />
    </div>
  )
}
