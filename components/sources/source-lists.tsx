import { counted } from '@/lib/media/plural'
import type { Source } from '@/lib/sources/ground/contract'
import { ForgetMissing } from './forget-missing'
import { ObjectList } from './object-list'

/** What of a source is no photo in the library, and why. Nothing is left out in silence. */
export function SourceLists({ source: { id, counts } }: { source: Source }) {
  const { failed, missing, notShown } = counts
  if (failed + missing + notShown === 0) return null
  return (
    <section aria-labelledby="lists-title">
      <h2 id="lists-title" className="border-t border-line pt-6 pb-3 text-title">
        Left out, unreadable or missing
      </h2>
      {failed > 0 && (
        <ObjectList
          sourceId={id}
          title={`${counted(failed, 'file')} could not be read`}
          count={failed}
          lead="They are tried again when they change, and on the next scan where the reason may pass."
          query={{ state: 'failed' }}
        />
      )}
      {missing > 0 && (
        <ObjectList
          sourceId={id}
          title={`${counted(missing, 'photo')} missing`}
          count={missing}
          lead="Their files are no longer there. The photos stay in your library with their albums and tags, but their originals cannot be had until the files come back."
          query={{ state: 'missing' }}
          action={<ForgetMissing sourceId={id} count={missing} />}
        />
      )}
      {notShown > 0 && (
        <ObjectList
          sourceId={id}
          title={`${counted(notShown, 'file')} not shown`}
          count={notShown}
          lead="Videos, raw pictures without a preview in them, and formats that Albumen does not show. They stay where they are."
          query={{ state: 'not_shown' }}
        />
      )}
    </section>
  )
}
