import { services, type Service } from '#libs/contracts/contract.js';
import { natsConfig, type NatsServer, type NatsUser } from '#libs/contracts/nats-config.js';
import { rolesSql } from '#libs/platform/roles.js';

/** Names of the variables under which a deployment hands passwords to PostgreSQL and NATS. */
export const passwordVariable = {
  role: (role: Service | 'owner') => `CONCORD_DB_PASSWORD_${role.toUpperCase()}`,
  nats: (user: NatsUser | 'route') => `CONCORD_NATS_PASSWORD_${user.toUpperCase()}`,
};

const gigabytes = (count: number) => count * 1024 ** 3;
const server: NatsServer = { name: 'concord', host: '0.0.0.0', port: 4222, monitorPort: 8222, storeDir: '/data', maxFileStore: gigabytes(4) };
/** The address of each node for the others stands in its environment, in quotation marks, because it holds a password. */
const routes = ['$NATS_ROUTE_0', '$NATS_ROUTE_1', '$NATS_ROUTE_2'];

/**
 * The files below `deploy/` that follow from the code, by their path from the project's folder: whoever changes a
 * contract or a role writes them anew.
 */
export function deployFiles(): Readonly<Record<string, string>> {
  const password = (user: NatsUser) => `$${passwordVariable.nats(user)}`;
  const single = natsConfig(server, password);
  const cluster = natsConfig(
    {
      ...server,
      name: '$POD_NAME',
      cluster: { name: 'concord', port: 6222, routes, password: `$${passwordVariable.nats('route')}` },
    },
    password,
  );
  return {
    'deploy/nats/nats.conf': `${note('#')}${single}`,
    'deploy/kubernetes/base/nats.conf': `${note('#')}${single}`,
    'deploy/kubernetes/overlays/production/nats.conf': `${note('#')}${cluster}`,
    'deploy/database/roles.sql': `${note('--')}${roles()}`,
  };
}

function note(comment: string): string {
  return `${comment} Generated from libs/contracts and libs/platform: node dist/apps/local/write-deploy-files.js\n`;
}

/** For psql 14 or later, in the product's database, as a superuser; passwords come from the environment. */
function roles(): string {
  const all = ['owner', ...services] as const;
  const place = (role: Service | 'owner') => `@${role}@`;
  const sql = rolesSql({ owner: place('owner'), of: place }, 'concord');
  const filled = all.reduce((text, role) => text.replaceAll(`'${place(role)}'`, `:'${role}_password'`), sql);
  const lines = filled.split('\n').map((line) => line.replace(/^ {4,6}/, '')).filter((line) => line.trim() !== '');
  return ['\\set ON_ERROR_STOP on', ...all.map((role) => `\\getenv ${role}_password ${passwordVariable.role(role)}`), ...lines, ''].join('\n');
}
