'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from '@/lib/http/client'
import { Toaster } from './ui/toast'
import { TooltipLayer } from './ui/tooltip'

function retryable(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

/** What every page needs around it on the client: queries, toasts, the tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, retry: retryable, refetchOnWindowFocus: false },
          mutations: { retry: false },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      {children}
      <Toaster />
      <TooltipLayer />
    </QueryClientProvider>
  )
}
