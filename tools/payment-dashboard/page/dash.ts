/** Colours there are for lines: `--line-1` to `--line-8`. */
export const LINE_COLORS = 8;
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/** Lines are told apart by colour and by dash; where the colours begin again, the dashes are others. */
export const dashOf = (index: number): number[] => DASHES[(index + Math.floor(index / LINE_COLORS)) % DASHES.length];
