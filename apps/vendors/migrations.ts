import { vendorRegister } from './migrations/0001-vendor-register.js';
import { happened } from './migrations/0002-happened.js';

/** In the order in which they are applied. */
export const migrations = [vendorRegister, happened];
