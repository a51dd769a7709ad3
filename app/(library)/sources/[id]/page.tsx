import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { SourceView } from '@/components/sources/source-view'
import { AppError } from '@/lib/errors/app-error'
import { pageContext } from '@/lib/http/page'
import { type Source, SourceId } from '@/lib/sources/ground/contract'
import { getSource } from '@/lib/sources/manage/get-source'

interface SourcePageProps {
  params: Promise<{ id: string }>
}

/** The source, null where there is none for this person, undefined for visitors. */
const findSource = cache(async (id: string): Promise<Source | null | undefined> => {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') return undefined
  const known = SourceId.safeParse(id)
  if (!known.success) return null
  try {
    return await getSource(ctx, known.data)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})

export async function generateMetadata({ params }: SourcePageProps): Promise<Metadata> {
  const source = await findSource((await params).id)
  return { title: source?.name ?? 'Not found' }
}

/** One source: its scan, what became of what lies there, its settings. */
export default async function OneSourcePage({ params }: SourcePageProps) {
  const { id } = await params
  const source = await findSource(id)
  if (source === undefined) redirect(`/login?next=/sources/${encodeURIComponent(id)}`)
  if (source === null) notFound()
  return <SourceView key={source.id} first={source} />
}
