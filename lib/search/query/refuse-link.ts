import type { Actor } from '../../context/actor'
import { notFound } from '../../errors/app-error'

/** What counts values, months or places has no door for a share link, which may hide places that its owner shows. @throws AppError not_found */
export function refuseLink(actor: Actor): void {
  if (actor.kind === 'link') throw notFound()
}
