'use client'
import { MessagePage } from '@/components/shell/message-page'
import { Button } from '@/components/ui/button'

/** A page that failed on the server or in the browser. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main>
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
    </main>
  )
}
