import { Template } from 'aws-cdk-lib/assertions';
import { PaymentDashboard } from '../../src/payment-dashboard';
import { type Adding, platform, topics } from './platform';
import { alarmsOf, bodyOf, type SynthesizedAlarm, type Widget } from './synthesized';

/** A page of what is added. */
export function pageOf(add: Adding): { readonly chart: (title: string) => Widget; readonly template: Template } {
  const stack = platform();
  const dashboard = new PaymentDashboard(stack, 'Dashboard', topics(stack));
  add(dashboard, stack);
  const template = Template.fromStack(stack);
  const { widgets } = bodyOf(template);
  const chart = (title: string) => {
    const found = widgets.find(({ properties }) => properties.title === title);
    if (!found) throw new Error(`no chart '${title}'`);
    return found;
  };
  return { chart, template };
}

/** The last alarm of a kind. */
export const alarmOf = (template: Template, kind: string): SynthesizedAlarm => {
  const alarm = alarmsOf(template).get(kind);
  if (!alarm) throw new Error(`no alarm ${kind}`);
  return alarm;
};

/** What the legend of a chart says. */
export const labelsOf = ({ properties }: Widget) =>
  (properties.metrics ?? []).flatMap((row) => {
    const options = row.at(-1);
    return typeof options === 'object' && options.visible !== false ? [options.label] : [];
  });
