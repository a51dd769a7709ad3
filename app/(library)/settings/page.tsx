import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readTheme } from '@/app/read-theme'
import { DeleteAccount } from '@/components/accounts/delete-account'
import { EmailForm } from '@/components/accounts/email-form'
import { PasswordForm } from '@/components/accounts/password-form'
import { PrivacySettings } from '@/components/accounts/privacy-settings'
import { ProfileForm } from '@/components/accounts/profile-form'
import { SecondFactorNeeded } from '@/components/accounts/second-factor-needed'
import { SecondFactorSettings } from '@/components/accounts/second-factor-settings'
import { SessionList } from '@/components/accounts/session-list'
import { SettingsSection } from '@/components/accounts/settings-section'
import { ThemeChoice } from '@/components/accounts/theme-choice'
import { TokenList } from '@/components/accounts/token-list'
import { IdentityRows } from '@/components/identities/identity-rows'
import { signInTrouble } from '@/components/identities/sign-in-trouble'
import { NavLink } from '@/components/ui/nav-link'
import { StorageBar } from '@/components/upload/storage-bar'
import { WebhookRows } from '@/components/webhooks/webhook-rows'
import type { Me, Session, Storage } from '@/lib/accounts/contract'
import { getMe } from '@/lib/accounts/get-me'
import { getStorage } from '@/lib/accounts/get-storage'
import { getSecondFactor } from '@/lib/accounts/second-factor'
import type { SecondFactor } from '@/lib/accounts/second-factor-contract'
import { listSessions } from '@/lib/accounts/sessions'
import { listTokens } from '@/lib/accounts/tokens'
import { oidcSettings, passwordLogin, s3LoginSettings } from '@/lib/auth/ways-in'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import type { Identity } from '@/lib/identities/contract'
import { listIdentities } from '@/lib/identities/identities'
import type { Webhook } from '@/lib/webhooks/contract'
import { listWebhooks } from '@/lib/webhooks/webhooks'

export const metadata: Metadata = { title: 'Settings' }

interface SettingsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SettingsPage({ searchParams }: SettingsPageProps) {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect('/login?next=/settings')
  const [me, sessions, tokens] = [await getMe(ctx), await listSessions(ctx), await listTokens(ctx)]
  const theme = await readTheme()
  const secondFactor = await getSecondFactor(ctx)
  const { needed, ways } = await searchParams
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-6">
      <h1 className="mb-2 text-display">Settings</h1>
      {needed === 'second-factor' && !secondFactor.enabled && <SecondFactorNeeded />}
      <SettingsSection title="Profile">
        <ProfileForm me={me} />
      </SettingsSection>
      <SettingsSection title="Privacy" lead="What others may have of your public photos. Private ones are yours alone.">
        <PrivacySettings me={me} />
        {ctx.store.direct && (
          <p className="max-w-prose text-muted">
            Pictures come straight from the store here: an address that somebody opened before you made a photo private
            works for up to {Math.ceil(env().S3_URL_TTL / 60)} more minutes.
          </p>
        )}
      </SettingsSection>
      <StorageRoom storage={await getStorage(ctx)} />
      <SharedLinks />
      <SettingsSection title="Look">
        <ThemeChoice theme={theme} />
      </SettingsSection>
      <SettingsSection title="E-mail">
        <EmailForm me={me} />
      </SettingsSection>
      <Entry
        me={me}
        secondFactor={secondFactor}
        sessions={sessions}
        identities={await listIdentities(ctx)}
        trouble={typeof ways === 'string' ? ways : null}
      />
      <SettingsSection
        title="Access tokens"
        lead="For programs that see and change your photos in your name. They end when you change your password."
      >
        <p>
          <NavLink href="/docs" className="underline underline-offset-2">
            What programs can do here
          </NavLink>
        </p>
        <TokenList tokens={tokens} hasPassword={me.hasPassword} />
      </SettingsSection>
      <Webhooks webhooks={await listWebhooks(ctx)} />
      <SettingsSection
        title="Delete account"
        lead="Removes your photos, their files and your albums for ever, and everything else Albumen knows of you."
      >
        <DeleteAccount username={me.username} hasPassword={me.hasPassword} />
      </SettingsSection>
    </div>
  )
}

function Webhooks({ webhooks }: { webhooks: Webhook[] }) {
  return (
    <SettingsSection
      title="Webhooks"
      lead="Addresses of your own programs that are told when photos, albums or sources change. They get ids only: what a photo shows, and where, they ask for with an access token."
    >
      <WebhookRows webhooks={webhooks} />
    </SettingsSection>
  )
}

function StorageRoom({ storage }: { storage: Storage }) {
  return (
    <SettingsSection title="Storage" lead="What your uploads take. Photos in the trash count until it is emptied.">
      <StorageBar usedBytes={storage.usedBytes} quotaBytes={storage.quotaBytes} />
    </SettingsSection>
  )
}

function SharedLinks() {
  return (
    <SettingsSection title="Share links" lead="Albums, chosen photos and filters that you show by an address.">
      <p>
        <NavLink href="/links" className="underline underline-offset-2">
          All your links, with their visits
        </NavLink>
      </p>
    </SettingsSection>
  )
}

interface EntryProps {
  me: Me
  secondFactor: SecondFactor
  sessions: Session[]
  identities: Identity[]
  /** What became of the way to the issuer, where one comes from there. */
  trouble: string | null
}

/** How one comes in, and where one did. */
function Entry({ me, secondFactor, sessions, identities, trouble }: EntryProps) {
  return (
    <>
      {passwordLogin() && (
        <SettingsSection title="Password" lead="Every other log-in and every access token ends when you change it.">
          <PasswordForm username={me.username} hasPassword={me.hasPassword} />
        </SettingsSection>
      )}
      <OtherWaysIn me={me} identities={identities} trouble={trouble} />
      <SettingsSection
        title="Second factor"
        lead="Logging in asks for a code of an app on your phone too, so that a stolen password opens nothing."
      >
        <SecondFactorSettings state={secondFactor} hasPassword={me.hasPassword} />
      </SettingsSection>
      <SettingsSection title="Where you are logged in">
        <SessionList key={sessions.map((session) => session.id).join()} sessions={sessions} />
      </SettingsSection>
    </>
  )
}

/** The issuer, where there is one; what is linked stays to be seen where there is none any more. */
function OtherWaysIn({ me, identities, trouble }: Pick<EntryProps, 'me' | 'identities' | 'trouble'>) {
  const issuer = oidcSettings()?.name ?? null
  const keys = s3LoginSettings() !== null
  if (issuer === null && !keys && identities.length === 0) return null
  return (
    <SettingsSection title="Other ways in" lead="Where else you sign in to come into this account.">
      {trouble !== null && (
        <p role="status" className="rounded-control border border-line-strong px-3 py-2">
          {trouble === 'linked' ? 'It is linked.' : signInTrouble(trouble, issuer ?? 'The other way')}
        </p>
      )}
      <IdentityRows identities={identities} issuer={issuer} keys={keys} hasPassword={me.hasPassword} />
    </SettingsSection>
  )
}
