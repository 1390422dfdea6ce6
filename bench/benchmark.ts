/** What was measured, against its reference in the same run. */
export interface Measured {
  /** Measured over reference: which of the two should be greater is said by the goal. */
  readonly ratio: number;
  /** What was measured, with its unit: `5200 transfers/s`. */
  readonly measured?: string;
  /** The same of the reference; none where the goal is a time. */
  readonly reference?: string;
  /** Is the goal met? */
  readonly pass: boolean;
  /** What the ratio was made of, for the table. */
  readonly rows: Record<string, string | number>[];
}

/** A question about speed, asked by `npm run bench`. */
export interface Benchmark {
  /** As in `npm run bench -- <name>`. */
  readonly name: string;
  /** Comparison with the ratio that is enough: `≥ 0.8`. */
  readonly goal: string;
  /** Measures at least five rounds, and says how it is getting on. */
  run(report: (line: string) => void): Promise<Measured>;
}
