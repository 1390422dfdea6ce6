import { AwsSolutionsChecks, HIPAASecurityChecks, type NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** `PCI.DSS.321-SNSEncryptedKMS App/Stack/Topic/Resource`: one line a finding, so that a failing test reads like a report. */
export type Finding = string;

/** Findings of the four packs in a construct tree that nothing excuses, warnings included. */
export function unacknowledged(root: IConstruct): Finding[] {
  const packs: NagPack[] = [
    new AwsSolutionsChecks(),
    new PCIDSS321Checks(),
    new NIST80053R5Checks(),
    new HIPAASecurityChecks(),
  ];
  return packs.flatMap((pack) =>
    pack
      .validateScope(root)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map((resource) => `${ruleName} ${resource.constructPath}`),
      ),
  );
}
