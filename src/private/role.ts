import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { kebabCase } from '../environment/kebab-case';
import { physicalName, purposeOf } from './names';

export interface RoleOptions {
  readonly assumedBy: iam.IPrincipal;
  readonly description: string;
  /** What the role is for in its name; the scope's id and the role's own where absent. */
  readonly purpose?: string;
}

/** A role without inline and without AWS-managed policies: what L2 grants add goes into one policy of the customer's. */
export function createRole(scope: Construct, id: string, options: RoleOptions): iam.Role {
  const own = id.replace(/Role$/, '');
  const purpose = options.purpose ?? purposeOf(scope, ...(own === '' ? [] : [kebabCase(own)]));
  return new GrantedRole(scope, id, {
    assumedBy: options.assumedBy,
    description: options.description,
    roleName: physicalName(scope, { type: 'role', maxLength: 64, purpose }),
    policyName: physicalName(scope, { type: 'policy', maxLength: 128, purpose }),
  });
}

interface GrantedRoleProps extends iam.RoleProps {
  readonly policyName?: string;
}

class GrantedRole extends iam.Role {
  readonly #policyName?: string;
  #policy?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: GrantedRoleProps) {
    super(scope, id, props);
    this.#policyName = props.policyName;
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.#policy ??= new iam.ManagedPolicy(this, 'Policy', { managedPolicyName: this.#policyName, roles: [this] });
    this.#policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.#policy };
  }
}
