import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/** Ticks of a process for itself and for the system, and of those of its children that have ended. */
function ticksOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // fields 14 to 17; the name, in parentheses, may hold anything
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
  } catch {
    return []; // it ended, and its parent has its time
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Milliseconds that a server's processes have computed for, those that ended included; `undefined` where the system does not tell. */
export function processTimeMs(server: number, others: readonly number[]): number | undefined {
  const children = others.filter((pid) => pid !== server).map(ticksOf);
  const own = ticksOf(server);
  if (own.length === 0) return undefined;
  return (sum(own) + sum(children.map(sum))) * TICK_MS;
}

/** Share of this machine's processors, in percent. */
export const shareOfMachine = (computedMs: number, elapsedMs: number): number =>
  (Math.max(0, computedMs) / elapsedMs / availableParallelism()) * 100;
