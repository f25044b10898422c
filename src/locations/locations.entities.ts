import { Location } from './location.entity.js';
import { Register } from './registers/register.entity.js';

export const locationsEntities = [Location, Register];
