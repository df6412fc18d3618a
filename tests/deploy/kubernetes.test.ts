import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Deployment } from 'kubernetes-models/apps/v1';
import { StatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap } from 'kubernetes-models/v1';
import { Namespace } from 'kubernetes-models/v1';
import { Secret } from 'kubernetes-models/v1';
import { Service as KubernetesService } from 'kubernetes-models/v1';
import { kubernetesSecrets, newDeploymentSecrets } from '../../apps/local/deployment-secrets.js';
import { projectRoot } from '../../apps/local/project-root.js';
import { services } from '#libs/contracts/contract.js';
import { eventsFor } from '#libs/contracts/registry.js';
import { eventStream } from '#libs/contracts/permissions.js';
import { readConfig, settingNames } from '#libs/platform/config.js';
import { base, documents, manifests, production, read, type Manifest } from './deploy-files.js';

// each model takes the shape of its own kind
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const models: Record<string, new (data: any) => { validate(): void }> = {
  Deployment, StatefulSet, HorizontalPodAutoscaler, Job, Ingress, NetworkPolicy, PodDisruptionBudget, ConfigMap, Namespace, Secret, Service: KubernetesService,
};
const inBase = manifests(base);
const inProduction = manifests(production);
const deployments = inBase.filter((manifest) => manifest.kind === 'Deployment');
const named = (list: readonly Manifest[], kind: string, name: string) => list.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
const containerOf = (manifest: Manifest) => manifest.spec.template.spec.containers[0] as {
  command: string[]; env: { name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }[]; image: string; ports?: { name: string; containerPort: number }[];
  securityContext: Record<string, unknown>;
};
const outside = { database: 'db.example.com/concord', objectStore: 's3://key:secret@store:443/concord?region=eu', smtp: 'smtp://mail:587', namespace: 'concord' };
const kedaFile = join(projectRoot, '..', 'shared', 'schemas', 'keda.sh_scaledobjects.yaml');
const published = existsSync(kedaFile) ? it : it.skip;

describe('the Kubernetes files', () => {
  it('name files that are there', () => {
    for (const folder of [base, production]) {
      const [kustomization] = documents<{ resources: string[]; patches?: { path: string }[]; configMapGenerator: { files: string[] }[] }>(`${folder}/kustomization.yaml`);
      const paths = [...kustomization!.resources, ...(kustomization!.patches ?? []).map((patch) => patch.path), ...kustomization!.configMapGenerator.flatMap((one) => one.files)];
      for (const path of paths) expect([path, existsSync(join(projectRoot, folder, path))]).toEqual([path, true]);
    }
  });

  it.each([...inBase, ...inProduction].filter((manifest) => manifest.kind !== 'ScaledObject').map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const))('%s fits its published model', (_name, manifest) => {
    const Model = models[manifest.kind];
    expect(Model).toBeDefined();
    expect(() => new Model!(manifest).validate()).not.toThrow();
  });

  it('would be found to be wrong by these models where they are wrong', () => {
    const wrong = structuredClone(deployments[0]!);
    wrong.spec.replicas = 'two';
    expect(() => new Deployment(wrong as never).validate()).toThrow();
  });

  published('ScaledObjects fit the published schema of KEDA (needs ../shared/schemas)', () => {
    const crd = parse(readFileSync(kedaFile, 'utf8')) as { spec: { versions: { name: string; schema: { openAPIV3Schema: object } }[] } };
    const schema = crd.spec.versions.find((version) => version.name === 'v1alpha1')!.schema.openAPIV3Schema;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const scaled = inProduction.filter((manifest) => manifest.kind === 'ScaledObject');
    expect(scaled.length).toBeGreaterThan(0);
    for (const manifest of scaled) expect([manifest.metadata.name, ajv.validate(schema, manifest), ajv.errors]).toEqual([manifest.metadata.name, true, null]);
  });

  it('run every service with settings that it accepts, from Secrets that make-secrets makes, and with no others', async () => {
    const secrets = new Map(kubernetesSecrets(await newDeploymentSecrets(), outside).map((secret) => [secret.metadata.name, secret.stringData]));
    const settings = named(inBase, 'ConfigMap', 'concord-settings')!.data!;
    expect(deployments.map((manifest) => manifest.metadata.name).sort()).toEqual([...services].sort());
    for (const service of services) {
      const container = containerOf(named(inBase, 'Deployment', service)!);
      expect(container.command).toEqual(['node', `dist/apps/${service}/main.js`]);
      const fromSecrets = container.env.flatMap(({ name, valueFrom }) => (valueFrom?.secretKeyRef ? [{ name, ref: valueFrom.secretKeyRef }] : []));
      for (const { name, ref } of fromSecrets) expect([name, ref.name, ref.key]).toEqual([name, `concord-${service}`, name]);
      expect(fromSecrets.map(({ name }) => name).sort()).toEqual(Object.keys(secrets.get(`concord-${service}`)!).sort());
      const plain = container.env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
      const environment = { ...settings, ...secrets.get(`concord-${service}`), ...Object.fromEntries(plain) };
      expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([]);
      expect(new URL(readConfig(service, environment).databaseUrl).username).toBe(`concord_${service}`);
      const health = container.ports?.find((port) => port.name === 'health')?.containerPort;
      expect(String(health)).toBe(settings.HEALTH_PORT);
    }
  });

  it('hand NATS every variable that its files name', async () => {
    const ofBase = containerOf(named(inBase, 'StatefulSet', 'nats')!).env.map(({ name }) => name);
    const patch = containerOf(documents(`${production}/nats.yaml`)[0]!).env.map(({ name }) => name);
    const asked = (path: string) => [...new Set([...read(path).matchAll(/^[^#"]*\$([A-Z][A-Z0-9_]*)/gm)].map((match) => match[1]!))];
    expect(asked(`${base}/nats.conf`).filter((name) => !ofBase.includes(name))).toEqual([]);
    const cluster = asked(`${production}/nats.conf`);
    expect(cluster).toContain('NATS_ROUTE_2');
    expect(cluster.filter((name) => ![...ofBase, ...patch].includes(name))).toEqual([]);
    const made = kubernetesSecrets(await newDeploymentSecrets(), outside).find((secret) => secret.metadata.name === 'concord-nats')!.stringData;
    for (const name of [...ofBase, ...patch].filter((variable) => variable.startsWith('CONCORD_'))) expect(Object.keys(made)).toContain(name);
  });

  it('run three NATS nodes in production, which name each other', () => {
    const [patch] = documents(`${production}/nats.yaml`);
    expect(patch!.spec.replicas).toBe(3);
    const set = named(inBase, 'StatefulSet', 'nats')!;
    const routes = containerOf(patch!).env.filter(({ name }) => name.startsWith('NATS_ROUTE_')).map(({ value }) => new URL(JSON.parse(value!.replace('$(CONCORD_NATS_PASSWORD_ROUTE)', 'p')) as string));
    expect(routes.map((route) => route.hostname)).toEqual([0, 1, 2].map((node) => `nats-${node}.${set.spec.serviceName}`));
    expect(named(inBase, 'Service', set.spec.serviceName)!.spec.ports[0].port).toBe(6222);
  });

  it('scale every consumer of events on its own lag, and nothing else', () => {
    const scaled = inProduction.filter((manifest) => manifest.kind === 'ScaledObject');
    const consumers = services.filter((service) => service !== 'web' && eventsFor(service).length > 0);
    expect(scaled.map((manifest) => manifest.metadata.name).sort()).toEqual([...consumers].sort());
    for (const { metadata, spec } of scaled) {
      expect(spec.scaleTargetRef.name).toBe(metadata.name);
      expect(spec.triggers[0].metadata).toMatchObject({ stream: eventStream, consumer: metadata.name, natsServerMonitoringEndpoint: 'nats.concord.svc.cluster.local:8222' });
    }
  });

  it('keep a part of everything running while nodes are drained', () => {
    for (const name of [...services, 'nats']) expect(named(inProduction, 'PodDisruptionBudget', name)?.spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': name });
  });

  it('give no container a right that it does not need', () => {
    for (const manifest of inBase.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))) {
      expect(manifest.spec.template.spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
      expect(containerOf(manifest).securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    }
  });

  it('close every way that is not named, and open only ports that are used', () => {
    const policies = inProduction.filter((manifest) => manifest.kind === 'NetworkPolicy');
    expect(named(policies, 'NetworkPolicy', 'nothing-by-default')!.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const used = [3000, 9090, 4222, 6222, 8222, 5432, 443, 465, 587, 53];
    const ports = policies.flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]).flatMap((rule: { ports: { port: number }[] }) => rule.ports.map(({ port }) => port));
    expect(ports.filter((port) => !used.includes(port))).toEqual([]);
  });

  it('pin every image', () => {
    const [kustomization] = documents<{ images: { name: string; newTag: string }[] }>(`${base}/kustomization.yaml`);
    for (const manifest of inBase.filter(({ spec }) => spec?.template)) expect(kustomization!.images.map(({ name }) => name)).toContain(containerOf(manifest).image);
    for (const { newTag } of kustomization!.images) expect(newTag).toMatch(/^\d+\.\d+\.\d+/);
  });
});
