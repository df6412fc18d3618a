import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** On which installation a command works: `DATABASE_URL` of the environment, or a data folder. */
export interface InstallationOptions {
  /** The data folder of an embedded installation; default `data` in the project's folder. */
  readonly data?: string;
  readonly json?: boolean;
}

/** Writes a backup of an embedded installation, running or not. @returns the exit status */
export function backup(file: string, options: InstallationOptions = {}): Promise<number> {
  return run(['backup', file, ...words(options)]);
}

/** Restores a backup into a data folder that is empty or not there. @returns the exit status */
export function restore(file: string, options: InstallationOptions = {}): Promise<number> {
  return run(['restore', file, ...words(options)]);
}

/** Checks the audit trail of every service; 2 when something is wrong with it. @param options.kept a file of checkpoints that were kept elsewhere */
export function auditVerify(options: InstallationOptions & { readonly kept?: string } = {}): Promise<number> {
  return run(['audit-verify', ...words(options), ...(options.kept ? ['--kept', options.kept] : [])]);
}

/** Writes everything that is held about a tenant. @returns the exit status */
export function exportTenant(tenant: string, file: string, options: InstallationOptions = {}): Promise<number> {
  return run(['export', file, '--tenant', tenant, ...words(options)]);
}

/** Erases a tenant, or one vendor, for good. @returns the exit status */
export function erase(what: { readonly tenant: string } | { readonly vendor: string }, options: InstallationOptions = {}): Promise<number> {
  return run(['erase', ...('tenant' in what ? ['--tenant', what.tenant] : ['--vendor', what.vendor]), ...words(options)]);
}

/** Adds a person and prints a link at which a password is set once. @returns the exit status */
export function userAdd(email: string, person: { readonly name: string; readonly roles: string; readonly tenant?: string }, options: InstallationOptions = {}): Promise<number> {
  return run(['user-add', email, '--name', person.name, '--roles', person.roles, ...(person.tenant ? ['--tenant', person.tenant] : []), ...words(options)]);
}

/** Prints a link at which a person sets a new password once. @param person.secondFactor takes a lost second factor off @returns the exit status */
export function userReset(email: string, person: { readonly tenant?: string; readonly secondFactor?: boolean }, options: InstallationOptions = {}): Promise<number> {
  return run(['user-reset', email, ...(person.tenant ? ['--tenant', person.tenant] : []), ...(person.secondFactor ? ['--second-factor'] : []), ...words(options)]);
}

/** Handles the installation in a process of its own, so that the command line needs none of what a server needs. */
function run(args: readonly string[]): Promise<number> {
  const program = fileURLToPath(new URL('../local/installation/main.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

function words({ data, json }: InstallationOptions): string[] {
  return [...(data ? ['--data', data] : []), ...(json ? ['--json'] : [])];
}
