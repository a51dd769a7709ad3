// A real OpenID provider (oidc-provider) in a process of its own, with its own pages for log-in and consent. Its parent tells it who is there.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const people = new Map()
process.on('message', ({ login, claims }) => {
  people.set(login, claims)
  process.send({ known: login })
})
process.on('disconnect', () => process.exit(0))

const redirectUris = process.argv.slice(2)
let handle
const server = createServer((request, response) => handle(request, response))
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'albumen', client_secret: 'a secret of the two', redirect_uris: redirectUris }],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username', 'groups', 'quota'],
    },
    cookies: { keys: ['for tests alone'] },
    findAccount: (_, login) =>
      people.has(login) ? { accountId: login, claims: async () => ({ sub: login, ...people.get(login) }) } : undefined,
  })
  handle = provider.callback()
  process.send({ issuer })
})
