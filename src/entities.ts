import { auditEntities } from './audit/audit.entities.js';
import { catalogEntities } from './catalog/catalog.entities.js';
import { commonEntities } from './common/database/common.entities.js';
import { documentsEntities } from './documents/documents.entities.js';
import { identityEntities } from './identity/identity.entities.js';
import { inventoryEntities } from './inventory/inventory.entities.js';
import { locationsEntities } from './locations/locations.entities.js';
import { loyaltyEntities } from './loyalty/loyalty.entities.js';
import { partnersEntities } from './partners/partners.entities.js';
import { paymentsEntities } from './payments/payments.entities.js';
import { pricingEntities } from './pricing/pricing.entities.js';
import { notificationsEntities } from './notifications/notifications.entities.js';
import { purchasingEntities } from './purchasing/purchasing.entities.js';
import { salesEntities } from './sales/sales.entities.js';
import { settingsEntities } from './settings/settings.entities.js';

/** Every entity of every context. */
export const entities = [
  ...commonEntities,
  ...settingsEntities,
  ...auditEntities,
  ...identityEntities,
  ...locationsEntities,
  ...catalogEntities,
  ...partnersEntities,
  ...documentsEntities,
  ...paymentsEntities,
  ...pricingEntities,
  ...inventoryEntities,
  ...loyaltyEntities,
  ...purchasingEntities,
  ...notificationsEntities,
  ...salesEntities,
];
