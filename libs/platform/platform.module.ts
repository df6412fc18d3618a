import { Module, type DynamicModule, type Provider } from '@nestjs/common';

/** The token under which the configuration is injected. */
export const CONFIG = Symbol('config');

/** What every service is given by the platform, as one global module. */
@Module({})
export class PlatformModule {
  static with(providers: Provider[]): DynamicModule {
    const exports = providers.map((provider) => (typeof provider === 'object' ? provider.provide : provider));
    return { module: PlatformModule, global: true, providers, exports };
  }
}
