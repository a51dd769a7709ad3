import { TabLinks } from '../ui/tab-links'

/** One's own albums or everyone's public ones. */
export function AlbumTabs({ current }: { current: 'own' | 'all' }) {
  return (
    <TabLinks
      label="Whose albums"
      tabs={[
        { href: '/albums', text: 'Your albums', current: current === 'own' },
        { href: '/albums?show=public', text: 'All you may see', current: current === 'all' },
      ]}
    />
  )
}
