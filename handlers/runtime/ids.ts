import { v7 } from 'uuid';
import type { Ids } from '../ports/ids';

export const uuidIds: Ids = { next: () => v7() };
