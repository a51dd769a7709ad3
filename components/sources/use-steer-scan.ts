import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorSentence } from '@/lib/http/api-error'
import type { Source } from '@/lib/sources/ground/contract'
import type { ScanAction } from '@/lib/sources/ground/scan-contract'
import { showToast } from '../ui/toast-store'
import { SOURCES, steerScan } from './source-calls'

/** Starts, pauses, resumes or stops the scan of a source, or says what was deleted; the page shows the scan as it is then. */
export function useSteerScan(sourceId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (action: ScanAction) => steerScan(sourceId, action),
    onSuccess: (scan) => client.setQueryData<Source>([...SOURCES, sourceId], (old) => old && { ...old, scan }),
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: SOURCES }),
  })
}
