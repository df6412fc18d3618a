import { z } from 'zod';
import { faultBody } from '#libs/contracts/faults.js';
import { boundContracts } from './api.js';

type Schema = Record<string, unknown>;

const uploads = [
  { path: '/vendors/{vendor}/reports', tag: 'reports', summary: 'Upload an assurance report of a vendor', parameter: 'vendor', fields: [] },
  { path: '/programme/controls/{control}/evidence', tag: 'programme', summary: 'Upload evidence behind an own control', parameter: 'control', fields: ['from', 'to', 'note'] },
  { path: '/overlays/imports', tag: 'crosswalk', summary: 'Take in a file of own frameworks, controls or rows; a trial unless dryRun is false', parameter: null, fields: ['framework', 'to', 'dryRun', 'version'] },
  { path: '/form/documents', tag: 'questionnaires', summary: 'Upload a document in a vendor session', parameter: null, fields: ['kind', 'questions', 'validUntil'] },
] as const;

/** The OpenAPI 3.1 description of the JSON API, made from the contracts. */
export function openApi(publicUrl: string, version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const contract of boundContracts) {
    const { method, path, summary, roles, idempotent, file } = contract.http;
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
    const schema = z.toJSONSchema(contract.request, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Schema>; required?: string[] };
    const rest = Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name));
    const required = (schema.required ?? []).filter((name) => !names.includes(name));
    const inQuery = method === 'GET' || method === 'DELETE';
    const operation: Schema = {
      operationId: `${contract.service}.${contract.name}`,
      tags: [contract.service],
      summary,
      description: roles.length ? `Roles: ${roles.join(', ')}.` : contract.tenantless ? 'Open to whoever holds the link.' : 'A vendor session.',
      security: contract.tenantless ? [] : [{ bearer: [] }, { cookie: [] }],
      parameters: [
        ...names.map((name) => ({ name, in: 'path', required: true, schema: schema.properties?.[name] ?? { type: 'string' } })),
        ...(inQuery ? rest.map(([name, property]) => ({ name, in: 'query', required: required.includes(name), schema: property })) : []),
        ...(idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'The same key with the same body gives the same reply' }] : []),
      ],
      ...(!inQuery && rest.length && { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', properties: Object.fromEntries(rest), required } } } } }),
      responses: {
        [method === 'POST' && idempotent ? 201 : 200]: { description: 'Done', content: file ? { '*/*': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: z.toJSONSchema(contract.reply, { io: 'output', unrepresentable: 'any' }) } } },
        default: { description: 'Refused: a code, a sentence, and the fields concerned', content: { 'application/json': { schema: { type: 'object', properties: { error: z.toJSONSchema(faultBody) } } } } },
      },
    };
    const place = path.replace(/:(\w+)/g, '{$1}');
    (paths[place] ??= {})[method.toLowerCase()] = operation;
  }
  for (const upload of uploads) (paths[upload.path] ??= {})['post'] = uploadOperation(upload);
  return {
    openapi: '3.1.0',
    info: { title: 'Concord', version, description: 'Vendor risk, assurance reports and the compliance crosswalk. Every operation is one subject of the services behind it.' },
    servers: [{ url: `${publicUrl}/api` }],
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An API token' }, cookie: { type: 'apiKey', in: 'cookie', name: 'concord-session' } } },
  };
}

function uploadOperation({ tag, summary, parameter, fields }: (typeof uploads)[number]): Schema {
  const text = { type: 'string' };
  return {
    tags: [tag], summary,
    parameters: parameter ? [{ name: parameter, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }] : [],
    requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { ...Object.fromEntries(fields.map((name) => [name, text])), file: { type: 'string', format: 'binary' } } } } } },
    responses: { 201: { description: 'Stored' } },
  };
}
