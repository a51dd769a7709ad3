import { COLLECTIONS } from '../session/collections'
import { TabLinks } from '../ui/tab-links'

interface GalleryTabsProps {
  /** One's own photos, everyone's public ones, or the query of a list of `COLLECTIONS`. */
  current: string
}

/** One's own photos, lists of them, or everyone's public ones. */
export function GalleryTabs({ current }: GalleryTabsProps) {
  const list = COLLECTIONS.find(({ query }) => query === current)
  const tab = (href: string, text: string, of: string) => ({ href, text, current: current === of })
  return (
    <>
      <h1 className="sr-only">{list?.label ?? (current === 'own' ? 'Your photos' : 'Public photos')}</h1>
      <TabLinks
        label="Whose photos"
        tabs={[
          tab('/', 'Your photos', 'own'),
          ...COLLECTIONS.map(({ query, label }) => tab(`/gallery?${query}`, label, query)),
          tab('/explore', 'Explore', 'explore'),
          tab('/gallery?visibility=public', 'Public', 'public'),
        ]}
      />
    </>
  )
}
