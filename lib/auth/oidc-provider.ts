import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { boundAgent } from './bound-agent'
import type { Claims } from './elsewhere'
import { type OidcSettings, withoutSlash } from './ways-in'

const SILENCE_MS = 4_000

/**
 * The issuer as next-auth takes it: found by discovery, asked for a code with PKCE, state and nonce, its ID token checked by openid-client
 * (signature, issuer, audience, time, nonce).
 */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: settings.name,
    type: 'oauth',
    version: '2.0',
    wellKnown: `${settings.issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: settings.scope } },
    clientId: settings.clientId,
    ...(settings.clientSecret === undefined ? {} : { clientSecret: settings.clientSecret }),
    client: {
      id_token_signed_response_alg: settings.signingAlg,
      ...(settings.clientSecret === undefined ? { token_endpoint_auth_method: 'none' } : {}),
    },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: SILENCE_MS, agent: boundAgent(new URL(settings.issuer).protocol) },
    userinfo: { request: (asked) => allClaims(asked, settings.issuer) },
    profile: (claims) => ({ id: String(claims.sub) }),
  }
}

type Asked = Parameters<NonNullable<UserinfoEndpointHandler['request']>>[0]
type Tokens = Exclude<Parameters<Asked['client']['userinfo']>[0], string>

/** What the issuer says: the ID token, which has the last word, and its other door where it has one. @throws Error for another issuer */
async function allClaims({ client, tokens: given }: Asked, issuer: string): Promise<Claims> {
  const { metadata } = client.issuer
  if (withoutSlash(metadata.issuer) !== issuer) throw new Error('the issuer says that it is another one')
  const tokens = given as unknown as Tokens
  const more = metadata.userinfo_endpoint && tokens.access_token ? await client.userinfo(tokens) : {}
  return { ...more, ...tokens.claims() }
}
