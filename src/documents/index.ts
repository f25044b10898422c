export { DocumentsModule } from './documents.module.js';
export { DocumentRegister, type DocumentNumber, type SeriesRequest } from './document-register.js';
export { NumberSeriesExhausted } from './documents.errors.js';
