export { LocationsModule } from './locations.module.js';
export { LocationDirectory, type Letterhead, type StockPlace } from './location-directory.js';
export type { PriceResolution } from './location.entity.js';
export type { SellingPlace } from './selling-place.js';
export { MARKUP_CHANGED, type MarkupChanged } from './markup-changed.event.js';
export { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID, TRANSIT_LOCATION_ID } from './default-ids.js';
