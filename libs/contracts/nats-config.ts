import { services, type Service } from './contract.js';
import { adminPermissions, permissionsOf, type NatsPermissions } from './permissions.js';
import { events, requests } from './registry.js';

/** Where a nats-server listens and keeps its data. */
export interface NatsServer {
  /** A literal, or `$NAME` for an environment variable of the server. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The port of the monitoring pages, on the same host; consumer lag is read there. */
  readonly monitorPort?: number;
  readonly storeDir: string;
  readonly pidFile?: string;
  readonly logFile?: string;
  /** Bytes that JetStream may keep on disk. */
  readonly maxFileStore: number;
  readonly cluster?: { readonly name: string; readonly port: number; readonly routes: readonly string[]; readonly password: string };
}

export type NatsUser = Service | 'admin';

/** The users of the server, `admin` first. */
export const natsUsers: readonly NatsUser[] = ['admin', ...services];

/**
 * The configuration of a nats-server: JetStream that is on disk before it answers, and one user per service with its subjects.
 * @param password of each user; a literal, or `$NAME` for an environment variable of the server
 */
export function natsConfig(server: NatsServer, password: (user: NatsUser) => string): string {
  return [
    `server_name: ${literal(server.name)}`,
    `host: ${literal(server.host)}`,
    `port: ${server.port}`,
    ...(server.monitorPort ? [`http: ${literal(`${server.host}:${server.monitorPort}`)}`] : []),
    ...(server.pidFile ? [`pid_file: ${literal(server.pidFile)}`] : []),
    ...(server.logFile ? [`logfile: ${literal(server.logFile)}`] : []),
    'max_payload: 8388608',
    'max_connections: 4096',
    'write_deadline: "10s"',
    '',
    'jetstream {',
    `  store_dir: ${literal(server.storeDir)}`,
    `  max_file_store: ${server.maxFileStore}`,
    '  max_memory_store: 67108864',
    '  sync_interval: always',
    '}',
    '',
    ...cluster(server.cluster),
    'authorization {',
    '  timeout: 5',
    '  users: [',
    ...natsUsers.flatMap((user) => userLines(user, password(user))),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function cluster(options: NatsServer['cluster']): string[] {
  if (!options) return [];
  return [
    'cluster {',
    `  name: ${literal(options.name)}`,
    '  host: "0.0.0.0"',
    `  port: ${options.port}`,
    '  authorization {',
    '    user: "route"',
    `    password: ${literal(options.password)}`,
    '    timeout: 5',
    '  }',
    '  routes: [',
    ...options.routes.map((route) => `    ${literal(route)}`),
    '  ]',
    '}',
    '',
  ];
}

function userLines(user: NatsUser, password: string): string[] {
  const { publish, subscribe }: NatsPermissions = user === 'admin' ? adminPermissions : permissionsOf(user, requests, events);
  return [
    '    {',
    `      user: ${literal(user)}`,
    `      password: ${literal(password)}`,
    '      permissions: {',
    '        publish: { allow: [',
    ...publish.map((subject) => `          ${literal(subject)}`),
    '        ] }',
    '        subscribe: { allow: [',
    ...subscribe.map((subject) => `          ${literal(subject)}`),
    '        ] }',
    ...(user === 'admin' ? [] : ['        allow_responses: { max: 1, expires: "5m" }']),
    '      }',
    '    }',
  ];
}

/** A quoted string of the configuration language. A value such as `$NAME` in capitals stays bare: the server reads its environment. */
function literal(value: string): string {
  if (/^\$[A-Z][A-Z0-9_]*$/.test(value)) return value;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
