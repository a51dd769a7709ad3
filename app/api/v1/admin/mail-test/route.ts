import { MailTest } from '@/lib/admin/health-contract'
import { sendTestMail } from '@/lib/admin/test-mail'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Sends a mail to oneself and says what became of it; for administrators.',
    scope: 'session',
    login: true,
    replies: [json(MailTest)],
    problems: ['not_found', 'conflict'],
  },
  async ({ ctx }) => ({ to: await sendTestMail(ctx) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
