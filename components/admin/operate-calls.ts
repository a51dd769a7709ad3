import { AuditPage, type AuditQuery } from '@/lib/admin/audit-contract'
import { AdminJobPage, type JobsQuery, RetriedJobs, TaskPause } from '@/lib/admin/jobs-contract'
import { AdminSettings, type AdminSettingsChanges } from '@/lib/admin/settings-contract'
import { api } from '@/lib/http/client'
import { AdminSourcePage } from '@/lib/sources/ground/all-sources-contract'

/** Text of what is set, for an address. */
function queryOf(fields: Record<string, string | null | undefined>): string {
  const set = Object.entries(fields).filter((pair): pair is [string, string] => !!pair[1])
  return String(new URLSearchParams(set))
}

export function fetchJobs(choice: Pick<JobsQuery, 'state' | 'task'>, cursor: string | null) {
  return api(AdminJobPage, 'GET', `/admin/jobs?${queryOf({ ...choice, cursor })}`)
}

/** Tries again what failed. @param task of this kind only */
export function retryJobs(task?: string) {
  return api(RetriedJobs, 'POST', '/admin/jobs/retry', task ? { task } : {})
}

export function pauseTask(task: string, paused: boolean) {
  return api(TaskPause, 'PATCH', `/admin/tasks/${task}`, { paused })
}

export function fetchSources(cursor: string | null) {
  return api(AdminSourcePage, 'GET', `/admin/sources?${queryOf({ cursor })}`)
}

type AuditChoice = Partial<Omit<AuditQuery, 'limit' | 'cursor'>>

export function fetchAudit(choice: AuditChoice, cursor: string | null) {
  return api(AuditPage, 'GET', `/admin/audit?${queryOf({ ...choice, cursor })}`)
}

/** Where the same can be had as CSV. */
export function auditFile(choice: AuditChoice): string {
  return `/api/v1/admin/audit.csv?${queryOf({ ...choice })}`
}

export function changeSettings(changes: AdminSettingsChanges) {
  return api(AdminSettings, 'PATCH', '/admin/settings', changes)
}
