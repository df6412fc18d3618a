import type { Type } from '@nestjs/common';

/** Every page there is, by its controller. */
export const pageControllers: readonly Type[] = [];
