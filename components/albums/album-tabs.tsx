import { TabLinks } from '../ui/tab-links'

/** One's own albums or everyone's public ones. */
export function AlbumTabs({ current }: { current: 'own' | 'all' }) {
  return (
    <>
      <h1 className="sr-only">Albums</h1>
      <TabLinks
        label="Whose albums"
        tabs={[
          { href: '/albums', text: 'Your albums', current: current === 'own' },
          { href: '/albums?show=public', text: 'All you may see', current: current === 'all' },
        ]}
      />
    </>
  )
}
