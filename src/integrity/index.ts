export { IntegrityModule } from './integrity.module.js';
