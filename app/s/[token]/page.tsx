import type { Metadata } from 'next'
import { readDensity } from '@/app/(library)/read-density'
import { VisitorView } from '@/components/visitor/visitor-view'
import { isInOrderOfTime } from '@/lib/shares/opens'
import { listSharedPhotos } from '@/lib/shares/shared-photos'
import { openShared, sharedMetadata } from './shared-page'

interface LinkPageProps {
  params: Promise<{ token: string }>
}

/** Photos in the server's HTML: more than fill a screen, few enough for a quick page. */
const FIRST = 60

export async function generateMetadata({ params }: LinkPageProps): Promise<Metadata> {
  return sharedMetadata((await params).token)
}

/** What a share link opens, for everybody who has its address. Who is logged in makes no difference. */
export default async function LinkPage({ params }: LinkPageProps) {
  const { token } = await params
  const { ctx, found, link } = await openShared(token)
  return (
    <VisitorView
      token={token}
      link={link}
      first={await listSharedPhotos(ctx, { limit: FIRST })}
      density={await readDensity()}
      days={isInOrderOfTime(found)}
    />
  )
}
