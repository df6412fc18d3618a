import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

const selects = new Map<unknown, string>();

/**
 * The select of an entity's columns under its property names, as `r`, for statements that TypeORM's builder would make
 * anew each time and PostgreSQL would plan anew each time. Calendar dates come as `YYYY-MM-DD`.
 */
export function selectOf<E extends ObjectLiteral>(dataSource: DataSource, entity: EntityTarget<E>): string {
  const there = selects.get(entity);
  if (there) return there;
  const { tablePath } = dataSource.getMetadata(entity);
  const select = `select ${columnsOf(dataSource, entity, 'r', '')} from ${tablePath} r`;
  selects.set(entity, select);
  return select;
}

/** The columns of several entities, each under its alias and named as in `alias.property`, for a statement that reads them together. */
export function columnsOfAll(dataSource: DataSource, entities: Readonly<Record<string, EntityTarget<ObjectLiteral>>>): string {
  return Object.entries(entities).map(([alias, entity]) => columnsOf(dataSource, entity, alias, `${alias}.`)).join(', ');
}

function columnsOf<E extends ObjectLiteral>(dataSource: DataSource, entity: EntityTarget<E>, alias: string, before: string): string {
  const { columns } = dataSource.getMetadata(entity);
  return columns.map(({ databaseName, propertyName, type }) => `${alias}.${databaseName}${type === 'date' ? '::text' : ''} as "${before}${propertyName}"`).join(', ');
}

/** An update of some properties, found by others: `$1…` the new values, then those to find it by, in the order of their names. */
export function updateOf<E extends ObjectLiteral>(dataSource: DataSource, entity: EntityTarget<E>, changed: readonly string[], by: readonly string[]): string {
  const { columns, tablePath } = dataSource.getMetadata(entity);
  const place = (properties: readonly string[], from: number) => properties.map((property, at) => {
    const column = columns.find(({ propertyName }) => propertyName === property);
    if (!column) throw new Error(`${tablePath} has no ${property}`);
    return `${column.databaseName} = $${from + at}`;
  });
  return `update ${tablePath} set ${place(changed, 1).join(', ')} where ${place(by, changed.length + 1).join(' and ')}`;
}
