import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeEnvironment, newDeploymentSecrets } from '../../apps/local/deployment-secrets.js';
import { deployFiles } from '../../apps/local/deploy-files.js';
import { projectRoot } from '../../apps/local/project-root.js';
import { services } from '#libs/contracts/contract.js';
import { readConfig, settingNames } from '#libs/platform/config.js';
import { documents, interpolated, read } from './deploy-files.js';

interface ComposeService {
  readonly image: string;
  readonly command?: string[];
  readonly environment: Record<string, string>;
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly depends_on?: Record<string, { condition: string }>;
  readonly networks: string[];
  readonly volumes?: string[];
}

const [file] = documents<{ services: Record<string, ComposeService> }>('docker-compose.yml');
const compose = file!.services;
const schemas = join(projectRoot, '..', 'shared', 'schemas');
const published = existsSync(join(schemas, 'compose-spec.json')) ? it : it.skip;

const secretsOf = async () =>
  Object.fromEntries(composeEnvironment(await newDeploymentSecrets()).trimEnd().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

describe('what is generated below deploy/', () => {
  it.each(Object.keys(deployFiles()))('%s is what the code yields', (path) => {
    expect(read(path)).toBe(deployFiles()[path]);
  });
});

describe('docker-compose.yml', () => {
  published('fits the published Compose schema (needs ../shared/schemas)', () => {
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(join(schemas, 'compose-spec.json'), 'utf8')) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addFormat('ports', true).addFormat('expose', true).addFormat('subnet_ip_address', true);
    const valid = ajv.validate(schema, Object.fromEntries(Object.entries(file!).filter(([key]) => !key.startsWith('x-'))));
    expect([valid, ajv.errors]).toEqual([true, null]);
  });

  it('gives every service settings that it accepts, and knows no others', async () => {
    const secrets = await secretsOf();
    for (const service of services) {
      const { environment } = compose[service]!;
      expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([]);
      const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, interpolated(String(value), secrets)]));
      const config = readConfig(service, filled);
      expect(new URL(config.databaseUrl).username).toBe(`concord_${service}`);
      expect(new URL(config.natsUrl).username).toBe(service);
    }
  });

  it('leaves no variable without a value', async () => {
    const secrets = await secretsOf();
    expect(() => interpolated(read('docker-compose.yml'), secrets)).not.toThrow();
  });

  it('runs programs that are there, after the migrations, without rights', () => {
    for (const service of services) {
      const { command, read_only, cap_drop, depends_on, image } = compose[service]!;
      expect(command).toEqual(['node', `dist/apps/${service}/main.js`]);
      expect(existsSync(join(projectRoot, 'apps', service, 'main.ts'))).toBe(true);
      expect([read_only, cap_drop, depends_on?.migrate?.condition, image]).toEqual([true, ['ALL'], 'service_completed_successfully', compose.migrate!.image]);
    }
    expect(compose.migrate!.command).toEqual(['node', 'dist/apps/local/migrate.js']);
    expect(existsSync(join(projectRoot, 'apps/local/migrate.ts'))).toBe(true);
    expect(Object.keys(compose.migrate!.environment).filter((name) => !settingNames.includes(name))).toEqual([]);
  });

  it('hands PostgreSQL and NATS every password that their files ask for', () => {
    const asked = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))];
    for (const name of asked(read('deploy/database/roles.sql'), /\\getenv \w+ (\w+)/g)) expect(Object.keys(compose.postgres!.environment)).toContain(name);
    for (const name of asked(read('deploy/nats/nats.conf'), /\$(CONCORD_\w+)/g)) expect(Object.keys(compose.nats!.environment)).toContain(name);
    for (const path of [...compose.postgres!.volumes!, ...compose.nats!.volumes!].map((volume) => volume.split(':')[0]!).filter((volume) => volume.startsWith('./'))) {
      expect(existsSync(join(projectRoot, path))).toBe(true);
    }
  });

  it('lets only the pages, the mails and the mailbox out of the inner network', () => {
    const open = Object.entries(compose).filter(([, service]) => service.networks.includes('edge')).map(([name]) => name);
    expect(open.sort()).toEqual(['mailpit', 'notifier', 'web']);
  });

  it('pins every image to a version', () => {
    for (const { image } of Object.values(compose)) expect(image).toMatch(/^\$\{CONCORD_IMAGE:-concord:local\}$|:(RELEASE\.)?v?\d[\w.-]+$/);
  });
});

describe('the image', () => {
  const dockerfile = read('deploy/Dockerfile');

  it('is pinned, built in stages, runs without root and says whether it is well', () => {
    const from = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
    expect(from.length).toBe(2);
    for (const image of from) expect(image).toMatch(/^node:\d+\.\d+\.\d+-/);
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });
});
