import type { ActorName, MatrixCase } from './cells'
import { MARK } from './mark'
import { filled, type Reply } from './send'
import { LATITUDE, LONGITUDE, type World } from './world'

/** Whether an actor holds one of the owner's tokens. Pages look at no token. */
function isProgram(actor: ActorName): boolean {
  return actor === 'reader' || actor === 'writer'
}

/** What a reply tells somebody of the owner's that only the owner may know; empty when nothing. */
export function leaksIn(reply: Reply, entry: MatrixCase, world: World, actor: ActorName): string[] {
  if (actor === 'owner' || (isProgram(actor) && entry.route.includes(' /api/v1/'))) return []
  const asked = filled(entry, world.names)
  const request = asked.path + (asked.body ?? '')
  const ids = world.privateIds.filter((id) => !request.includes(id))
  const numbers = [LATITUDE, LONGITUDE].map((degrees) => String(degrees).slice(0, 7))
  const told = `${[...reply.headers].map((pair) => pair.join(': ')).join('\n')}\n${reply.body}`
  const owned = [MARK, `${MARK.toLowerCase()}owner`, ...numbers, ...world.secrets, ...ids]
  const secrets = /\/(links|s)\/\[token\]/.test(entry.route) && reply.status < 300 ? ofVisitors(owned, world) : owned
  const asOperator = actor === 'admin' && / (\/api\/v1)?\/admin\b/.test(entry.route)
  return (asOperator ? ofOperators(secrets, world) : secrets).filter((secret) => told.includes(secret))
}

/** An administrator knows accounts by name and address and sources by their id, and nothing that they keep. */
function ofOperators(owned: string[], { names }: World): string[] {
  const kept = [
    'filename',
    'title',
    'description',
    'serial',
    'town',
    'region',
    'country',
    'prefix',
    'folder',
    'album',
    'zip',
    'token',
  ].map((word) => `${MARK}${word}`)
  const told = (secret: string) => secret.toUpperCase().startsWith(MARK.toUpperCase()) || secret === names.source
  return [...owned.filter((secret) => !told(secret)), ...kept]
}

/** Of what a link opens its visitors are told all but this: a private photo in it has its id, its title and its words. */
function ofVisitors(owned: string[], { names }: World): string[] {
  const hidden = ['filename', 'serial', 'town', 'region', 'country', 'prefix', 'folder', 'guest', 'note'].map(
    (word) => `${MARK}${word}`,
  )
  return [...owned.filter((secret) => secret !== MARK && secret !== names.private), ...hidden]
}
