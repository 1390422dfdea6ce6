/** A picture as data: cards on a grid, groups around them, arrows between them. Kept as JSON beside what it shows. */
export interface Diagram {
  readonly title: string;
  readonly description: string;
  /** In cells of the grid. */
  readonly columns: number;
  readonly rows: number;
  readonly groups: Group[];
  readonly cards: Card[];
  readonly arrows: Arrow[];
  /** What the numbers on the arrows mean, in their order. */
  readonly steps?: string[];
}

export interface Card {
  readonly id: string;
  readonly title: string;
  /** A second, smaller line. */
  readonly note?: string;
  readonly kind: Kind;
  /** Column and row of the cell; fractions move it. */
  readonly at: [column: number, row: number];
  /** Ids of the constructs below the stack that it stands for; a test compares them with the stack. @default - none */
  readonly constructs?: string[];
}

export interface Group {
  readonly title: string;
  readonly from: [column: number, row: number];
  readonly to: [column: number, row: number];
  readonly dashed?: boolean;
  /** Where arrows come in from above. @default false */
  readonly titleBelow?: boolean;
  /** As those of a card. @default - none */
  readonly constructs?: string[];
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** @default - the sides that face each other */
  readonly sides?: [from: Side, to: Side];
  readonly label?: string;
  /** Drawn in a circle on the arrow. */
  readonly step?: number;
  /** Reads or grants, rather than passes a payment on. */
  readonly dashed?: boolean;
}

export type Kind =
  | 'person'
  | 'edge'
  | 'function'
  | 'queue'
  | 'topic'
  | 'table'
  | 'database'
  | 'bucket'
  | 'key'
  | 'code';
