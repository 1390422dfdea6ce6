/** A line as CloudWatch Logs gives it; the emulator has a stream for each run. */
export interface LogLine {
  readonly stream: string;
  readonly at: number;
  readonly message: string;
}

export interface Run {
  readonly at: number;
  readonly durationMs: number;
  readonly failed: boolean;
}

const REPORT = /^REPORT RequestId: \S+\s+Duration: ([\d.]+) ms/;
const END = /^END RequestId: /;
/** The runtime prints what a handler throws; our own logger prints nothing but JSON. */
const THROWN = /^\s+at .+|\btimed out after \d/;

/** The runs that ended, from the lines that Lambda itself writes. */
export function runsIn(lines: readonly LogLine[]): readonly Run[] {
  const before = new Map<string, string>();
  const failed = new Set<string>();
  return lines.flatMap(({ at, message, stream }) => {
    const [, duration] = REPORT.exec(message) ?? [];
    if (duration !== undefined) return [{ at, durationMs: Number(duration), failed: failed.has(stream) }];
    if (END.test(message) && THROWN.test(before.get(stream) ?? '')) failed.add(stream);
    before.set(stream, message);
    return [];
  });
}
