import type { Kind } from './diagram';

/** Outlines in a square of 20 by 20, drawn with the stroke of their kind. */
export const icons: Record<Kind, string> = {
  person: 'M10 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z M2.5 18c0-4 3.4-6 7.5-6s7.5 2 7.5 6',
  edge: 'M2 10h16 M10 2v16 M10 2c-6 5-6 11 0 16 M10 2c6 5 6 11 0 16 M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z',
  function: 'M5 3h3l7 14h2 M9.2 8 4 17',
  queue: 'M2 5h16v10H2z M7 5v10 M12 5v10',
  topic: 'M10 2v2 M5 14V9a5 5 0 0 1 10 0v5l2 2H3z M8.5 18h3',
  table: 'M2 3h16v14H2z M2 8h16 M2 12.5h16 M8 8v9',
  database: 'M3 5c0-4 14-4 14 0v10c0 4-14 4-14 0z M3 5c0 4 14 4 14 0 M3 10c0 4 14 4 14 0',
  bucket: 'M2.5 4h15l-2 13.5h-11z M3.2 9h13.6',
  key: 'M7 13a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Z M10.5 11.5 17 18 M14 15l2-2',
  code: 'M7 5 2 10l5 5 M13 5l5 5-5 5',
};
