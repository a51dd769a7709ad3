import * as feedJson from '../feed.json/route'
import * as livez from '../livez/route'
import * as manifest from '../manifest.webmanifest/route'
import * as metrics from '../metrics/route'
import * as readyz from '../readyz/route'
import * as robotsTxt from '../robots.txt/route'
import * as rssXml from '../rss.xml/route'
import * as shareWorker from '../share-worker.js/route'
import * as sitemapXml from '../sitemap.xml/route'
import * as vendorMaplibreFile from '../vendor/maplibre/[file]/route'
import * as vendorTownsJson from '../vendor/towns.json/route'
import * as openapiJson from './openapi.json/route'
import * as adminAudit from './v1/admin/audit/route'
import * as adminAuditCsv from './v1/admin/audit.csv/route'
import * as adminDirectTest from './v1/admin/direct-test/route'
import * as adminHealth from './v1/admin/health/route'
import * as adminInvitationsId from './v1/admin/invitations/[id]/route'
import * as adminInvitations from './v1/admin/invitations/route'
import * as adminJobsIdRetry from './v1/admin/jobs/[id]/retry/route'
import * as adminJobsRetry from './v1/admin/jobs/retry/route'
import * as adminJobs from './v1/admin/jobs/route'
import * as adminMailTest from './v1/admin/mail-test/route'
import * as adminSettings from './v1/admin/settings/route'
import * as adminSources from './v1/admin/sources/route'
import * as adminStats from './v1/admin/stats/route'
import * as adminTasksTask from './v1/admin/tasks/[task]/route'
import * as adminUsersIdResetLink from './v1/admin/users/[id]/reset-link/route'
import * as adminUsersId from './v1/admin/users/[id]/route'
import * as adminUsersIdSecondFactor from './v1/admin/users/[id]/second-factor/route'
import * as adminUsersIdSessions from './v1/admin/users/[id]/sessions/route'
import * as adminUsers from './v1/admin/users/route'
import * as albumsIdLinksLinkId from './v1/albums/[id]/links/[linkId]/route'
import * as albumsIdLinks from './v1/albums/[id]/links/route'
import * as albumsIdMembersUsername from './v1/albums/[id]/members/[username]/route'
import * as albumsIdMembers from './v1/albums/[id]/members/route'
import * as albumsIdPhotos from './v1/albums/[id]/photos/route'
import * as albumsId from './v1/albums/[id]/route'
import * as albums from './v1/albums/route'
import * as downloadsId from './v1/downloads/[id]/route'
import * as downloads from './v1/downloads/route'
import * as duplicatesGroupId from './v1/duplicates/[groupId]/route'
import * as duplicatesNear from './v1/duplicates/near/route'
import * as duplicates from './v1/duplicates/route'
import * as emailConfirmationsToken from './v1/email-confirmations/[token]/route'
import * as events from './v1/events/route'
import * as eventsS3 from './v1/events/s3/route'
import * as linksTokenDownloadsId from './v1/links/[token]/downloads/[id]/route'
import * as linksTokenDownloads from './v1/links/[token]/downloads/route'
import * as linksTokenGuests from './v1/links/[token]/guests/route'
import * as linksTokenPhotosIdOriginal from './v1/links/[token]/photos/[id]/original/route'
import * as linksTokenPhotosIdPick from './v1/links/[token]/photos/[id]/pick/route'
import * as linksTokenPhotosIdRenditionsKind from './v1/links/[token]/photos/[id]/renditions/[kind]/route'
import * as linksTokenPhotosId from './v1/links/[token]/photos/[id]/route'
import * as linksTokenPhotosIdSimilar from './v1/links/[token]/photos/[id]/similar/route'
import * as linksTokenPhotos from './v1/links/[token]/photos/route'
import * as linksTokenPicks from './v1/links/[token]/picks/route'
import * as linksToken from './v1/links/[token]/route'
import * as linksTokenUnlock from './v1/links/[token]/unlock/route'
import * as linksTokenUploadsPhotoIdContent from './v1/links/[token]/uploads/[photoId]/content/route'
import * as linksTokenUploadsPhotoId from './v1/links/[token]/uploads/[photoId]/route'
import * as linksTokenUploadsComplete from './v1/links/[token]/uploads/complete/route'
import * as linksTokenUploads from './v1/links/[token]/uploads/route'
import * as linksPreview from './v1/links/preview/route'
import * as links from './v1/links/route'
import * as map from './v1/map/route'
import * as meIdentitiesId from './v1/me/identities/[id]/route'
import * as meIdentitiesKeys from './v1/me/identities/keys/route'
import * as meIdentities from './v1/me/identities/route'
import * as meLinksLinkIdPicksGuestId from './v1/me/links/[linkId]/picks/[guestId]/route'
import * as meLinksLinkIdPicks from './v1/me/links/[linkId]/picks/route'
import * as meLinksLinkId from './v1/me/links/[linkId]/route'
import * as meLinks from './v1/me/links/route'
import * as meLinksUnlock from './v1/me/links/unlock/route'
import * as mePendingEmail from './v1/me/pending-email/route'
import * as me from './v1/me/route'
import * as meSamples from './v1/me/samples/route'
import * as meSecondFactorRecoveryCodes from './v1/me/second-factor/recovery-codes/route'
import * as meSecondFactor from './v1/me/second-factor/route'
import * as meSessionsId from './v1/me/sessions/[id]/route'
import * as meSessions from './v1/me/sessions/route'
import * as meStorage from './v1/me/storage/route'
import * as passwordResetsToken from './v1/password-resets/[token]/route'
import * as passwordResets from './v1/password-resets/route'
import * as photosIdFile from './v1/photos/[id]/file/route'
import * as photosIdOriginal from './v1/photos/[id]/original/route'
import * as photosIdRenditionsKind from './v1/photos/[id]/renditions/[kind]/route'
import * as photosIdRestore from './v1/photos/[id]/restore/route'
import * as photosIdRetry from './v1/photos/[id]/retry/route'
import * as photosId from './v1/photos/[id]/route'
import * as photosIdSimilar from './v1/photos/[id]/similar/route'
import * as photosDelete from './v1/photos/delete/route'
import * as photosFacets from './v1/photos/facets/route'
import * as photosRestore from './v1/photos/restore/route'
import * as photos from './v1/photos/route'
import * as photosUndoId from './v1/photos/undo/[id]/route'
import * as places from './v1/places/route'
import * as searchSuggest from './v1/search/suggest/route'
import * as similar from './v1/similar/route'
import * as sourcesIdFolders from './v1/sources/[id]/folders/route'
import * as sourcesIdMissing from './v1/sources/[id]/missing/route'
import * as sourcesIdObjects from './v1/sources/[id]/objects/route'
import * as sourcesId from './v1/sources/[id]/route'
import * as sourcesIdScan from './v1/sources/[id]/scan/route'
import * as sourcesIdScans from './v1/sources/[id]/scans/route'
import * as sourcesCheck from './v1/sources/check/route'
import * as sources from './v1/sources/route'
import * as timeline from './v1/timeline/route'
import * as tokensId from './v1/tokens/[id]/route'
import * as tokens from './v1/tokens/route'
import * as uploadsPhotoIdContent from './v1/uploads/[photoId]/content/route'
import * as uploadsPhotoId from './v1/uploads/[photoId]/route'
import * as uploadsComplete from './v1/uploads/complete/route'
import * as uploads from './v1/uploads/route'
import * as users from './v1/users/route'
import * as webhooksIdDeliveriesDeliveryIdRetry from './v1/webhooks/[id]/deliveries/[deliveryId]/retry/route'
import * as webhooksIdDeliveries from './v1/webhooks/[id]/deliveries/route'
import * as webhooksId from './v1/webhooks/[id]/route'
import * as webhooksIdTest from './v1/webhooks/[id]/test/route'
import * as webhooks from './v1/webhooks/route'

/**
 * Every route of the app by its path, for those who read what routes say of themselves. `app/routes.test.ts` fails where one is
 * missing. next-auth's addresses are not ours to describe.
 */
export const ALL_ROUTES: Record<string, Record<string, unknown>> = {
  '/api/openapi.json': openapiJson,
  '/api/v1/admin/direct-test': adminDirectTest,
  '/api/v1/admin/audit.csv': adminAuditCsv,
  '/api/v1/admin/audit': adminAudit,
  '/api/v1/admin/health': adminHealth,
  '/api/v1/admin/invitations/[id]': adminInvitationsId,
  '/api/v1/admin/invitations': adminInvitations,
  '/api/v1/admin/mail-test': adminMailTest,
  '/api/v1/admin/users/[id]/reset-link': adminUsersIdResetLink,
  '/api/v1/email-confirmations/[token]': emailConfirmationsToken,
  '/api/v1/me/pending-email': mePendingEmail,
  '/api/v1/me/identities': meIdentities,
  '/api/v1/me/identities/[id]': meIdentitiesId,
  '/api/v1/me/identities/keys': meIdentitiesKeys,
  '/api/v1/password-resets/[token]': passwordResetsToken,
  '/api/v1/password-resets': passwordResets,
  '/api/v1/admin/sources': adminSources,
  '/api/v1/me/samples': meSamples,
  '/api/v1/me/storage': meStorage,
  '/api/v1/admin/jobs/[id]/retry': adminJobsIdRetry,
  '/api/v1/admin/jobs/retry': adminJobsRetry,
  '/api/v1/admin/jobs': adminJobs,
  '/api/v1/admin/settings': adminSettings,
  '/api/v1/admin/stats': adminStats,
  '/api/v1/admin/tasks/[task]': adminTasksTask,
  '/api/v1/admin/users/[id]': adminUsersId,
  '/api/v1/admin/users/[id]/second-factor': adminUsersIdSecondFactor,
  '/api/v1/admin/users/[id]/sessions': adminUsersIdSessions,
  '/api/v1/admin/users': adminUsers,
  '/api/v1/albums/[id]/links/[linkId]': albumsIdLinksLinkId,
  '/api/v1/albums/[id]/links': albumsIdLinks,
  '/api/v1/albums/[id]/members/[username]': albumsIdMembersUsername,
  '/api/v1/albums/[id]/members': albumsIdMembers,
  '/api/v1/albums/[id]/photos': albumsIdPhotos,
  '/api/v1/albums/[id]': albumsId,
  '/api/v1/albums': albums,
  '/api/v1/downloads/[id]': downloadsId,
  '/api/v1/downloads': downloads,
  '/api/v1/duplicates/[groupId]': duplicatesGroupId,
  '/api/v1/duplicates/near': duplicatesNear,
  '/api/v1/duplicates': duplicates,
  '/api/v1/events': events,
  '/api/v1/events/s3': eventsS3,
  '/api/v1/links/[token]/downloads/[id]': linksTokenDownloadsId,
  '/api/v1/links/[token]/downloads': linksTokenDownloads,
  '/api/v1/links/[token]/guests': linksTokenGuests,
  '/api/v1/links/[token]/photos/[id]/original': linksTokenPhotosIdOriginal,
  '/api/v1/links/[token]/photos/[id]/pick': linksTokenPhotosIdPick,
  '/api/v1/links/[token]/photos/[id]/renditions/[kind]': linksTokenPhotosIdRenditionsKind,
  '/api/v1/links/[token]/photos/[id]/similar': linksTokenPhotosIdSimilar,
  '/api/v1/links/[token]/photos/[id]': linksTokenPhotosId,
  '/api/v1/links/[token]/photos': linksTokenPhotos,
  '/api/v1/links/[token]/picks': linksTokenPicks,
  '/api/v1/links/[token]': linksToken,
  '/api/v1/links/[token]/unlock': linksTokenUnlock,
  '/api/v1/links/[token]/uploads/[photoId]/content': linksTokenUploadsPhotoIdContent,
  '/api/v1/links/[token]/uploads/[photoId]': linksTokenUploadsPhotoId,
  '/api/v1/links/[token]/uploads/complete': linksTokenUploadsComplete,
  '/api/v1/links/[token]/uploads': linksTokenUploads,
  '/api/v1/links/preview': linksPreview,
  '/api/v1/links': links,
  '/api/v1/me/links/[linkId]/picks/[guestId]': meLinksLinkIdPicksGuestId,
  '/api/v1/me/links/[linkId]/picks': meLinksLinkIdPicks,
  '/api/v1/map': map,
  '/api/v1/me/links/[linkId]': meLinksLinkId,
  '/api/v1/me/links': meLinks,
  '/api/v1/me/links/unlock': meLinksUnlock,
  '/api/v1/me': me,
  '/api/v1/me/second-factor/recovery-codes': meSecondFactorRecoveryCodes,
  '/api/v1/me/second-factor': meSecondFactor,
  '/api/v1/me/sessions/[id]': meSessionsId,
  '/api/v1/me/sessions': meSessions,
  '/api/v1/photos/[id]/file': photosIdFile,
  '/api/v1/photos/[id]/original': photosIdOriginal,
  '/api/v1/photos/[id]/renditions/[kind]': photosIdRenditionsKind,
  '/api/v1/photos/[id]/restore': photosIdRestore,
  '/api/v1/photos/[id]/retry': photosIdRetry,
  '/api/v1/photos/[id]/similar': photosIdSimilar,
  '/api/v1/photos/[id]': photosId,
  '/api/v1/photos/delete': photosDelete,
  '/api/v1/photos/facets': photosFacets,
  '/api/v1/photos/restore': photosRestore,
  '/api/v1/photos': photos,
  '/api/v1/photos/undo/[id]': photosUndoId,
  '/api/v1/places': places,
  '/api/v1/search/suggest': searchSuggest,
  '/api/v1/similar': similar,
  '/api/v1/sources/[id]/folders': sourcesIdFolders,
  '/api/v1/sources/[id]/missing': sourcesIdMissing,
  '/api/v1/sources/[id]/objects': sourcesIdObjects,
  '/api/v1/sources/[id]': sourcesId,
  '/api/v1/sources/[id]/scan': sourcesIdScan,
  '/api/v1/sources/[id]/scans': sourcesIdScans,
  '/api/v1/sources/check': sourcesCheck,
  '/api/v1/sources': sources,
  '/api/v1/timeline': timeline,
  '/api/v1/tokens/[id]': tokensId,
  '/api/v1/tokens': tokens,
  '/api/v1/uploads/[photoId]/content': uploadsPhotoIdContent,
  '/api/v1/uploads/[photoId]': uploadsPhotoId,
  '/api/v1/uploads/complete': uploadsComplete,
  '/api/v1/uploads': uploads,
  '/api/v1/users': users,
  '/api/v1/webhooks/[id]/deliveries/[deliveryId]/retry': webhooksIdDeliveriesDeliveryIdRetry,
  '/api/v1/webhooks/[id]/deliveries': webhooksIdDeliveries,
  '/api/v1/webhooks/[id]': webhooksId,
  '/api/v1/webhooks/[id]/test': webhooksIdTest,
  '/api/v1/webhooks': webhooks,
  '/feed.json': feedJson,
  '/livez': livez,
  '/metrics': metrics,
  '/readyz': readyz,
  '/manifest.webmanifest': manifest,
  '/robots.txt': robotsTxt,
  '/rss.xml': rssXml,
  '/share-worker.js': shareWorker,
  '/sitemap.xml': sitemapXml,
  '/vendor/maplibre/[file]': vendorMaplibreFile,
  '/vendor/towns.json': vendorTownsJson,
}
