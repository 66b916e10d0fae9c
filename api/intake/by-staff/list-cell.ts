import type { SeenCell } from './workbook/sheet-cells.ts';

/** A cell as it is seen; merged: another one is seen over it. */
export type ListCell = SeenCell | { kind: 'merged' };
