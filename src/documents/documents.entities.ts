import { NumberSeries } from './number-series.entity.js';

export const documentsEntities = [NumberSeries];
