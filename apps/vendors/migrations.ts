import { vendorRegister } from './migrations/0001-vendor-register.js';

/** In the order in which they are applied. */
export const migrations = [vendorRegister];
