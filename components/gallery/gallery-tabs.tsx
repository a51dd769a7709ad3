import { COLLECTIONS } from '../session/collections'
import { TabLinks } from '../ui/tab-links'

interface GalleryTabsProps {
  /** One's own photos, everyone's public ones, or the query of a list of `COLLECTIONS`. */
  current: string
}

/** One's own photos, lists of them, or everyone's public ones. Small screens have the lists in the account's menu. */
export function GalleryTabs({ current }: GalleryTabsProps) {
  const list = COLLECTIONS.find(({ query }) => query === current)
  const tab = (href: string, text: string, of: string, wide: boolean) => ({ href, text, current: current === of, wide })
  return (
    <>
      <h1 className="sr-only">{list?.label ?? (current === 'own' ? 'Your photos' : 'Public photos')}</h1>
      <TabLinks
        label="Whose photos"
        tabs={[
          tab('/', 'Your photos', 'own', false),
          ...COLLECTIONS.map(({ query, label }) => tab(`/gallery?${query}`, label, query, true)),
          tab('/explore', 'Explore', 'explore', true),
          tab('/gallery?visibility=public', 'Public', 'public', list !== undefined),
        ]}
      />
    </>
  )
}
