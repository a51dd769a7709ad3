import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark } from '@/components/shell/brand'

/** The frame of logging in and signing up: the mark, one column, and the way back. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-8 px-4 py-10">
      <Link href="/" className="flex items-center gap-2 self-center text-title font-semibold">
        <Mark />
        Albumen
      </Link>
      {children}
      <Link href="/gallery" className="self-center text-muted underline underline-offset-4">
        Back to the photos
      </Link>
    </main>
  )
}
