import Link from 'next/link'
import type { ReactNode } from 'react'

/** The frame of logging in and signing up: the name, one column, nothing else. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-8 px-4 py-10">
      <Link href="/" className="self-center text-title font-semibold">
        Albumen
      </Link>
      {children}
    </main>
  )
}
