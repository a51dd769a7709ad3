'use client'
import { MessagePage } from '@/components/shell/message-page'
import { Button } from '@/components/ui/button'

/** A screen that failed; the frame around it still works. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <MessagePage
      title="This page failed"
      action={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side, or a service that Albumen needs does not answer just now. Your photos are not
      affected.
    </MessagePage>
  )
}
