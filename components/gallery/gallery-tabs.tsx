import { TabLinks } from '../ui/tab-links'

interface GalleryTabsProps {
  current: 'own' | 'public'
}

/** One's own photos or everyone's public ones. */
export function GalleryTabs({ current }: GalleryTabsProps) {
  return (
    <>
      <h1 className="sr-only">{current === 'own' ? 'Your photos' : 'Public photos'}</h1>
      <TabLinks
        label="Whose photos"
        tabs={[
          { href: '/', text: 'Your photos', current: current === 'own' },
          { href: '/gallery?visibility=public', text: 'Public', current: current === 'public' },
        ]}
      />
    </>
  )
}
