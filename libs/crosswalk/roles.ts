/** Roles that another role is a kind of. Health plans and clearinghouses are covered entities (45 CFR 160.103). */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'health-plan': ['covered-entity'],
  clearinghouse: ['covered-entity'],
  'multi-tenant-service-provider': ['service-provider'],
};

/** The roles of a party with those that they imply. */
export function withImplied(roles: readonly string[]): readonly string[] {
  return [...new Set(roles.flatMap((role) => [role, ...(Object.hasOwn(kindsOf, role) ? kindsOf[role]! : [])]))];
}
