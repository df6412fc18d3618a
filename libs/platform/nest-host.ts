import { Module, type INestApplication, type INestMicroservice, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from './config.js';
import { nestLog, type Log } from './log.js';
import { PassErrors } from './pass-errors.js';
import { PlatformModule } from './platform.module.js';
import type { ServiceDefinition } from './service-definition.js';
import type { ContractTransport } from './transport.js';

/** Nest around a service's module, its handlers listening, its HTTP server, if it has one, not yet. */
export interface NestHost {
  /** @returns the address of the HTTP server, undefined where there is none */
  listen(config: Config): Promise<string | undefined>;
  stopHttp(): Promise<void>;
  close(): Promise<void>;
}

@Module({})
class ServiceRoot {}

/** Makes the Nest application of a service and lets its handlers listen. */
export async function hostNest(definition: ServiceDefinition, config: Config, transport: ContractTransport, log: Log, providers: Provider[]): Promise<NestHost> {
  const root = { module: ServiceRoot, imports: [PlatformModule.with(providers), definition.module] };
  const options = { logger: nestLog(log), abortOnError: false };
  if (definition.http) {
    const { adapter, prepare } = definition.http;
    const app = await NestFactory.create(root, adapter(config), { ...options, bodyParser: false });
    return opened(app, async () => {
      await prepare(app, config);
      const handlers = app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false, deferInitialization: true });
      handlers.useGlobalFilters(new PassErrors());
      await app.startAllMicroservices();
      return withHttp(app);
    });
  }
  const app: INestMicroservice = await NestFactory.createMicroservice(root, { ...options, strategy: transport });
  return opened(app, async () => {
    app.useGlobalFilters(new PassErrors());
    await app.listen();
    return { listen: async () => undefined, stopHttp: async () => undefined, close: () => app.close() };
  });
}

/** Closes an application that does not get as far as listening, so that nothing of it goes on running. */
async function opened(app: { close(): Promise<void> }, open: () => Promise<NestHost>): Promise<NestHost> {
  try {
    return await open();
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

function withHttp(app: INestApplication): NestHost {
  const server = app.getHttpServer() as { listening: boolean; close(done: () => void): void; closeIdleConnections(): void };
  return {
    listen: async (config) => {
      await app.listen(config.port, config.host);
      return app.getUrl();
    },
    stopHttp: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
    },
    close: () => app.close(),
  };
}
