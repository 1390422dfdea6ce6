import type { Alarm, AlarmsWidget, CompositeAlarm } from '../synthesized/dashboard';
import type { AlarmsView, AlarmView, Measuring } from '../view';
import { type AlarmReading, readAlarm } from './alarm-state';
import { ruleHolds } from './composite-rule';
import type { MetricSource } from './metric-source';

interface Live {
  readonly source: MetricSource;
  readonly measuring: Measuring;
}

/** The alarms of a widget, each with its state, by its own mathematics. */
export function alarmsView(widget: AlarmsWidget, alarms: readonly Alarm[], live: Live | undefined): AlarmsView {
  const byName = new Map(alarms.map((alarm) => [alarm.name, alarm]));
  const readings = new Readings(byName, live);
  const shown = widget.alarmNames.map((name): AlarmView => {
    const alarm = byName.get(name);
    if (!alarm) return { name, description: 'This alarm is in no template of the app.', topics: [] };
    const { description, topics } = alarm;
    const threshold = alarm.kind === 'metric' ? alarm.threshold : undefined;
    return { name, description, topics, threshold, ...readings.of(alarm) };
  });
  return { kind: 'alarms', title: widget.title, alarms: shown };
}

type Reading = AlarmReading & Pick<AlarmView, 'behind'>;

class Readings {
  readonly #known = new Map<string, Reading>();

  constructor(
    private readonly alarms: ReadonlyMap<string, Alarm>,
    private readonly live: Live | undefined,
  ) {}

  of(alarm: Alarm): Reading {
    const known = this.#known.get(alarm.name) ?? this.read(alarm);
    this.#known.set(alarm.name, known);
    return known;
  }

  private read(alarm: Alarm): Reading {
    if (!this.live) return {};
    return alarm.kind === 'composite'
      ? this.composed(alarm)
      : readAlarm(alarm, this.live.source, this.live.measuring.at);
  }

  /** Who cannot know all of its alarms answers for those it knows, and names the others. */
  private composed({ rule }: CompositeAlarm): Reading {
    const readings = new Map<string, AlarmReading>();
    const holds = ruleHolds(rule, (name) => {
      const alarm = this.alarms.get(name);
      const reading = alarm ? this.of(alarm) : { note: 'in no template of the app' };
      readings.set(name, reading);
      return reading.state;
    });
    const all = [...readings].map(([name, { state, since, note }]) => ({ name, state, since, note }));
    const unknown = all.filter(({ state }) => state === undefined).length;
    const behind = all.filter(({ state }) => state !== 'OK');
    const note = unknown === 0 ? undefined : `${unknown} of its ${all.length} alarms are not measured`;
    if (unknown === all.length) return { note, behind };
    return { state: holds ? 'ALARM' : 'OK', note, behind };
  }
}
