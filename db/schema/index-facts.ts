/**
 * What Drizzle cannot say of an index: the columns that it carries beside its keys (`include`), so that it alone answers. Migrations made
 * them; a test compares them with the database.
 */
export const INCLUDED: Record<string, string[]> = {
  photo_bands_key_photo_id_pk: ['hash'],
  photo_counts_owner: ['n'],
  photo_counts_owners: ['n'],
  photos_source_key: ['deleted_at'],
  ...Object.fromEntries(
    ['town', 'region', 'country', 'camera', 'lens', 'place', 'favourite', 'added', 'title', 'bytes', 'rating'].map(
      (name) => [`photos_public_${name}`, ['owner_id']],
    ),
  ),
}

/** What the planner is told of columns that depend on each other (`create statistics`), which Drizzle does not know either. */
export const STATISTICS = ['photos_owner_gear', 'photos_owner_places']
