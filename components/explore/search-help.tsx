import { EXAMPLE_QUERIES, EXAMPLES } from '@/lib/search/language/examples'
import { type ConditionKey, TEXT_KEYS, wordsOf } from '@/lib/search/language/vocabulary'
import { keyWords } from '../search/suggest/search-completion'
import { NavLink } from '../ui/nav-link'

/** Every word of the search with what it takes and examples to try: made of the language's own definition. */
export function SearchHelp() {
  return (
    <>
      <section className="flex flex-col gap-3">
        <h2 className="text-title">How to search</h2>
        <dl className="flex flex-col gap-3">
          {EXAMPLE_QUERIES.map(([text, meaning]) => (
            <div key={text} className="grid gap-x-6 gap-y-1 sm:grid-cols-[18rem_1fr]">
              <dt>
                <Example text={text} />
              </dt>
              <dd className="text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="max-w-prose text-muted">
          Case and accents do not matter. What is in the archive is found with <Example text="archived:true" /> only,
          and in albums, sources and folders; <kbd>E</kbd> puts a photo there, or takes it out, on its tile, in a
          selection and when it is open. Albums, sources and people are offered by their names behind album:, source:
          and owner:.
        </p>
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="text-title">Every word</h2>
        <dl className="flex flex-col">
          {TEXT_KEYS.map((key) => (
            <div
              key={key}
              id={key}
              className="grid gap-x-6 gap-y-1 border-t border-line py-2 sm:grid-cols-[9rem_1fr_1fr]"
            >
              <dt className="font-semibold">{key}:</dt>
              <dd className="text-muted">{meaningOf(key)}</dd>
              <dd className="flex flex-wrap gap-x-4 gap-y-1">
                {EXAMPLES[key].map((value) => (
                  <Example key={value} text={`${key}:${value}`} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

function meaningOf(key: (typeof TEXT_KEYS)[number]): string {
  const words = key === 'sort' || key === 'order' ? null : wordsOf(key as ConditionKey)
  const list = words && words.length > 4 ? ` One of ${words.join(', ')}.` : ''
  return `${keyWords(key)}.${list}`
}

function Example({ text }: { text: string }) {
  return (
    <NavLink
      href={`/gallery?${new URLSearchParams({ q: text })}`}
      className="rounded-control text-accent [overflow-wrap:anywhere] hover:underline"
    >
      {text}
    </NavLink>
  )
}
