'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'

let client: QueryClient | undefined

/** One for the page: a second provider (a lazily loaded dialog) shares what the first has fetched. */
function queryClient(): QueryClient {
  client ??= new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } })
  return client
}

/** Server state for everything that is not the gallery's first paint; mounted where it is needed, so that the grid stays light. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const own = typeof window === 'undefined' ? new QueryClient() : queryClient()
  return <QueryClientProvider client={own}>{children}</QueryClientProvider>
}
