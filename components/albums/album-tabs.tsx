import { TabLinks } from '../ui/tab-links'
import type { WhichAlbums } from './album-calls'

/** One's own albums, those shared with one, or all there are to see. */
export function AlbumTabs({ current }: { current: WhichAlbums }) {
  return (
    <>
      <h1 className="sr-only">Albums</h1>
      <TabLinks
        label="Whose albums"
        tabs={[
          { href: '/albums', text: 'Your albums', current: current === 'own' },
          { href: '/albums?show=shared', text: 'Shared with you', current: current === 'shared' },
          { href: '/albums?show=public', text: 'All', current: current === 'all' },
        ]}
      />
    </>
  )
}
