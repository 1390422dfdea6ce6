import type { Alarm, AlarmsWidget, CompositeAlarm } from '../synthesized/dashboard';
import type { AlarmsView, AlarmView, Measuring } from '../view';
import { type AlarmReading, type AlarmState, readAlarm } from './alarm-state';
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

class Readings {
  readonly #known = new Map<string, AlarmReading>();

  constructor(
    private readonly alarms: ReadonlyMap<string, Alarm>,
    private readonly live: Live | undefined,
  ) {}

  of(alarm: Alarm): AlarmReading {
    const known = this.#known.get(alarm.name) ?? this.read(alarm);
    this.#known.set(alarm.name, known);
    return known;
  }

  private read(alarm: Alarm): AlarmReading {
    if (!this.live) return {};
    return alarm.kind === 'composite'
      ? this.composed(alarm)
      : readAlarm(alarm, this.live.source, this.live.measuring.at);
  }

  /** Who cannot know all of its alarms answers for those it knows, and says so. */
  private composed({ rule }: CompositeAlarm): AlarmReading {
    const unknown = new Set<string>();
    const seen = new Set<string>();
    const stateOf = (name: string): AlarmState | undefined => {
      const alarm = this.alarms.get(name);
      const state = alarm && this.of(alarm).state;
      seen.add(name);
      if (state === undefined) unknown.add(name);
      return state;
    };
    const holds = ruleHolds(rule, stateOf);
    const note = unknown.size === 0 ? undefined : `${unknown.size} of its ${seen.size} alarms are not measured`;
    if (unknown.size === seen.size) return { note };
    return { state: holds ? 'ALARM' : 'OK', note };
  }
}
