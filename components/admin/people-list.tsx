'use client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { AdminUser, AdminUserPage } from '@/lib/admin/people-contract'
import { counted } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { lazily } from '../ui/lazily'
import { ListFoot } from '../ui/list-foot'
import { Select } from '../ui/select'
import { useRested } from '../ui/use-rested'
import { fetchPeople, type PeopleChoice } from './people-calls'
import { PersonRow } from './person-row'

const PersonDialog = lazily(() => import('./person-dialog').then((module) => module.PersonDialog))

const TYPED_MS = 300
const SORTS: [PeopleChoice['sort'], string][] = [
  ['name', 'By name'],
  ['bytes', 'By storage'],
  ['photos', 'By photos'],
  ['seen', 'By last use'],
  ['added', 'Newest first'],
]
const STATES: [PeopleChoice['state'], string][] = [
  ['', 'All'],
  ['active', 'Active'],
  ['disabled', 'Disabled'],
]

interface PeopleListProps {
  /** The first page by name, as the server drew it. */
  first: AdminUserPage
  /** Whoever looks. */
  ownId: string
  /** Whether people log in with passwords: without, they come by an invitation. */
  passwords: boolean
}

/** The accounts of the library: search, sort, and what can be done to each. */
export function PeopleList({ first, ownId, passwords }: PeopleListProps) {
  const [choice, setChoice] = useState<PeopleChoice>({ q: '', state: '', sort: 'name' })
  const [adding, setAdding] = useState(false)
  const client = useQueryClient()
  const rested = useRested(choice, TYPED_MS)
  const untouched = rested.q.trim() === '' && rested.state === '' && rested.sort === 'name'
  const list = useInfiniteQuery({
    queryKey: ['people', rested],
    queryFn: ({ pageParam, signal }) => fetchPeople(rested, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...(untouched ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (before) => before,
  })
  const people = list.data?.pages.flatMap(({ items }) => items) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  const again = () => client.invalidateQueries({ queryKey: ['people'] })
  return (
    <>
      <PeopleBar choice={choice} onChange={setChoice} onAdd={passwords ? () => setAdding(true) : null} />
      <p role="status" className="text-small text-muted">
        {total === 0 ? 'Nobody is like this.' : counted(total, 'person', 'people')}
      </p>
      <ul aria-label="People" className="flex flex-col divide-y divide-line">
        {people.map((person: AdminUser) => (
          <PersonRow
            key={person.id}
            person={person}
            own={person.id === ownId}
            passwords={passwords}
            onChanged={again}
          />
        ))}
      </ul>
      <ListFoot list={list} failed="The list did not load." more="More people" />
      {adding && (
        <Suspense>
          <PersonDialog
            person={null}
            own={false}
            passwords={passwords}
            onDone={again}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      )}
    </>
  )
}

interface PeopleBarProps {
  choice: PeopleChoice
  onChange: (choice: PeopleChoice) => void
  /** Null: nobody is added with a password. */
  onAdd: (() => void) | null
}

/** Search, which, in which order, and the way to a new account. */
function PeopleBar({ choice, onChange, onAdd }: PeopleBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label="Search people"
        placeholder="Search people"
        autoComplete="off"
        className="min-w-48 flex-1"
        value={choice.q}
        onChange={(event) => onChange({ ...choice, q: event.target.value })}
      />
      <Select
        aria-label="Which"
        value={choice.state}
        onChange={(event) => onChange({ ...choice, state: event.target.value as PeopleChoice['state'] })}
      >
        {STATES.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Order"
        value={choice.sort}
        onChange={(event) => onChange({ ...choice, sort: event.target.value as PeopleChoice['sort'] })}
      >
        {SORTS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {onAdd && (
        <Button variant="primary" onClick={onAdd}>
          Add somebody
        </Button>
      )}
    </div>
  )
}
