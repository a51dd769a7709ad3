'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditEntry, AuditPage } from '@/lib/admin/audit-contract'
import { AUDIT_ACTIONS, type AuditAction } from '@/lib/audit/actions'
import { buttonStyle } from '../ui/button-style'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { ListFoot } from '../ui/list-foot'
import { Select } from '../ui/select'
import { useRested } from '../ui/use-rested'
import { momentLabel } from '../words/date-text'
import { ACTION_WORDS, detailText, entryText } from './audit-words'
import { auditFile, fetchAudit } from './operate-calls'

const TYPED_MS = 300

interface Choice {
  action: AuditAction | ''
  person: string
  after: string
  before: string
}

const NOTHING: Choice = { action: '', person: '', after: '', before: '' }

/** What was done to accounts and to the library, latest first; filters, and the way to a file. @param first the first page */
export function AuditList({ first }: { first: AuditPage }) {
  const [choice, setChoice] = useState(NOTHING)
  const rested = useRested(choice, TYPED_MS)
  const wanted = Object.fromEntries(
    Object.entries(rested)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value),
  )
  const untouched = Object.keys(wanted).length === 0
  const list = useInfiniteQuery({
    queryKey: ['audit', wanted],
    queryFn: ({ pageParam }) => fetchAudit(wanted, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...(untouched ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (before) => before,
  })
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <AuditBar choice={choice} onChange={setChoice} file={auditFile(wanted)} />
      {entries.length === 0 ? (
        <p className="text-muted">Nothing of this kind was done.</p>
      ) : (
        <ul aria-label="Entries" className="flex flex-col divide-y divide-line">
          {entries.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <ListFoot list={list} failed="The log did not load." more="Earlier entries" />
    </>
  )
}

interface AuditBarProps {
  choice: Choice
  onChange: (choice: Choice) => void
  /** Where what is shown can be had as a file. */
  file: string
}

function AuditBar({ choice, onChange, file }: AuditBarProps) {
  const change = (part: Partial<Choice>) => onChange({ ...choice, ...part })
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        aria-label="What was done"
        value={choice.action}
        onChange={(event) => change({ action: event.target.value as Choice['action'] })}
      >
        <option value="">Everything</option>
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action}>
            {ACTION_WORDS[action]}
          </option>
        ))}
      </Select>
      <Input
        type="search"
        aria-label="Username or id"
        placeholder="Username or id"
        autoComplete="off"
        className="max-w-40"
        value={choice.person}
        onChange={(event) => change({ person: event.target.value })}
      />
      <Field label="From">
        <Input
          type="date"
          className="max-w-40"
          value={choice.after}
          onChange={(event) => change({ after: event.target.value })}
        />
      </Field>
      <Field label="Up to">
        <Input
          type="date"
          className="max-w-40"
          value={choice.before}
          onChange={(event) => change({ before: event.target.value })}
        />
      </Field>
      <a href={file} download className={buttonStyle()}>
        Download as CSV
      </a>
    </div>
  )
}

function EntryLine({ entry }: { entry: AuditEntry }) {
  const facts = [
    momentLabel(entry.at),
    ...(entry.address ? [`from ${entry.address}`] : []),
    ...detailText(entry.details),
  ]
  return (
    <li className="flex flex-col gap-1 py-3">
      <p className="wrap-anywhere">{entryText(entry)}</p>
      <p className="tabular text-small wrap-anywhere text-muted">{facts.join(' · ')}</p>
    </li>
  )
}
