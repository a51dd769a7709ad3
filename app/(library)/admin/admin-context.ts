import { notFound, redirect } from 'next/navigation'
import { isAdmin } from '@/lib/context/actor'
import type { Context } from '@/lib/context/context'
import { pageContext } from '@/lib/http/page'

/** The context of a screen of the administration: for whoever is no administrator it does not exist. @param path the screen's own */
export async function adminContext(path: string): Promise<Context> {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect(`/login?next=${encodeURIComponent(path)}`)
  if (!isAdmin(ctx.actor)) notFound()
  if (ctx.actor.lacksSecondFactor) redirect('/settings?needed=second-factor')
  return ctx
}
