import { alarmsOf } from './alarms';
import type { Stack } from './assembly';
import type { Dashboard } from './dashboard';
import { logicalNames } from './logical-names';
import { type Names, parsed, textOf } from './tokens';
import { widgetsOf } from './widgets';

/** Dashboards of all stacks of an app. */
export function dashboardsOf(
  stacks: readonly Stack[],
  namesOf: (stack: Stack) => Names = logicalNames,
): readonly Dashboard[] {
  const alarms = stacks.flatMap((stack) => alarmsOf(stack, namesOf(stack)));
  return stacks.flatMap((stack) => {
    const names = namesOf(stack);
    return Object.entries(stack.template.Resources).flatMap(([logicalId, { Type, Properties = {} }]) => {
      if (Type !== 'AWS::CloudWatch::Dashboard') return [];
      const { DashboardName, DashboardBody } = Properties;
      const name = DashboardName === undefined ? logicalId : textOf(DashboardName, names);
      return [{ name, stackName: stack.stackName, widgets: widgetsOf(parsed(DashboardBody, names)), alarms }];
    });
  });
}
