import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readTheme } from '@/app/read-theme'
import { DeleteAccount } from '@/components/accounts/delete-account'
import { EmailForm } from '@/components/accounts/email-form'
import { PasswordForm } from '@/components/accounts/password-form'
import { PrivacySettings } from '@/components/accounts/privacy-settings'
import { ProfileForm } from '@/components/accounts/profile-form'
import { SessionList } from '@/components/accounts/session-list'
import { SettingsSection } from '@/components/accounts/settings-section'
import { ThemeChoice } from '@/components/accounts/theme-choice'
import { TokenList } from '@/components/accounts/token-list'
import { NavLink } from '@/components/ui/nav-link'
import { WebhookRows } from '@/components/webhooks/webhook-rows'
import { getMe } from '@/lib/accounts/get-me'
import { listSessions } from '@/lib/accounts/sessions'
import { listTokens } from '@/lib/accounts/tokens'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { listWebhooks } from '@/lib/webhooks/webhooks'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect('/login?next=/settings')
  const [me, sessions, tokens] = [await getMe(ctx), await listSessions(ctx), await listTokens(ctx)]
  const webhooks = await listWebhooks(ctx)
  const theme = await readTheme()
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-6">
      <h1 className="mb-2 text-display">Settings</h1>
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
      <SharedLinks />
      <SettingsSection title="Look">
        <ThemeChoice theme={theme} />
      </SettingsSection>
      <SettingsSection title="E-mail">
        <EmailForm me={me} />
      </SettingsSection>
      <SettingsSection title="Password" lead="Every other log-in and every access token ends when you change it.">
        <PasswordForm username={me.username} />
      </SettingsSection>
      <SettingsSection title="Where you are logged in">
        <SessionList key={sessions.map((session) => session.id).join()} sessions={sessions} />
      </SettingsSection>
      <SettingsSection
        title="Access tokens"
        lead="For programs that see and change your photos in your name. They end when you change your password."
      >
        <p>
          <NavLink href="/docs" className="underline underline-offset-2">
            What programs can do here
          </NavLink>
        </p>
        <TokenList tokens={tokens} />
      </SettingsSection>
      <SettingsSection
        title="Webhooks"
        lead="Addresses of your own programs that are told when photos, albums or sources change. They get ids only: what a photo shows, and where, they ask for with an access token."
      >
        <WebhookRows webhooks={webhooks} />
      </SettingsSection>
      <SettingsSection
        title="Delete account"
        lead="Removes your photos, their files and your albums for ever, and everything else Albumen knows of you."
      >
        <DeleteAccount username={me.username} />
      </SettingsSection>
    </div>
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
