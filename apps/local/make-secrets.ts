import { parseArgs } from 'node:util';
import { composeEnvironment, kubernetesSecrets, newDeploymentSecrets } from './deployment-secrets.js';

const usage = `Prints new secrets for a deployment, once; nothing is stored.
  node dist/apps/local/make-secrets.js                  lines for the .env beside docker-compose.yml
  node dist/apps/local/make-secrets.js --kubernetes \\
    --database HOST[:PORT]/NAME --object-store s3://… --smtp smtp://… [--namespace NAME]
                                                        a list of Secrets for "kubectl apply -f -", and, in
                                                        concord-roles, the passwords for deploy/database/roles.sql
`;

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { kubernetes: { type: 'boolean' }, database: text, 'object-store': text, smtp: text, namespace: text, help: { type: 'boolean' } } });
const secrets = await newDeploymentSecrets();
if (values.help) {
  process.stdout.write(usage);
} else if (!values.kubernetes) {
  process.stdout.write(composeEnvironment(secrets));
} else if (values.database && values['object-store'] && values.smtp) {
  const items = kubernetesSecrets(secrets, { database: values.database, objectStore: values['object-store'], smtp: values.smtp, namespace: values.namespace ?? 'concord' });
  process.stdout.write(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`);
} else {
  process.stderr.write('--kubernetes needs --database, --object-store and --smtp.\n');
  process.exitCode = 1;
}
