import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { isAdmin } from '@/lib/context/actor'
import type { Context } from '@/lib/context/context'
import { pageContext } from '@/lib/http/page'

/** The context of a screen of the administration: for whoever is no administrator, and for nobody, it does not exist. */
export async function adminContext(): Promise<Context> {
  const ctx = await pageContext()
  if (!isAdmin(ctx.actor)) notFound()
  if (ctx.actor.kind === 'user' && ctx.actor.lacksSecondFactor) redirect('/settings?needed=second-factor')
  return ctx
}

/** The title of such a screen, which is told to nobody else either. */
export async function adminMetadata(title: string): Promise<Metadata> {
  await adminContext()
  return { title }
}
