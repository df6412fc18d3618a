import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../apps/local/project-root.js';

/** One object of a YAML file, of whatever shape. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> };
  // the shapes are checked by their published models
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly spec?: any;
  readonly data?: Record<string, string>;
}

export const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** The documents of a YAML file below the project's folder, merge keys resolved. */
export function documents<T = Manifest>(path: string): T[] {
  return parseAllDocuments(read(path), { merge: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${document.errors[0]?.message}`);
    return document.toJS() as T;
  });
}

export const base = 'deploy/kubernetes/base';
export const production = 'deploy/kubernetes/overlays/production';

/** The objects that a kustomization lists, by file. */
export function manifests(folder: string): Manifest[] {
  const [kustomization] = documents<{ resources: string[] }>(`${folder}/kustomization.yaml`);
  return kustomization!.resources.filter((name) => name.endsWith('.yaml')).flatMap((name) => documents(`${folder}/${name}`));
}

/** Replaces `${NAME:?}` and `${NAME:-default}` as Compose does. @throws Error that names a variable without a value */
export function interpolated(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([A-Z0-9_]+)(?::-([^}]*)|:\?)?\}/g, (_all, name: string, fallback?: string) => {
    const value = values[name] ?? fallback;
    if (value === undefined) throw new Error(`${name} has no value`);
    return value;
  });
}
