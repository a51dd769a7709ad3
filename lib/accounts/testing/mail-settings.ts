/** The environment of a library that sends mail, as tests change it. Nothing is imported here: it stands in the place of lib/env.ts. */
export const mailSettings = {
  SMTP_URL: undefined as string | undefined,
  APP_URL: 'https://photos.example.org' as string | undefined,
  MAIL_FROM: { name: 'Photos', address: 'photos@example.org' },
  AUTH_SECRET: 'x'.repeat(64),
  SIGNUP: 'closed',
  HOST: '0.0.0.0',
  PORT: 3000,
}
