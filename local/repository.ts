import { join } from 'node:path';

/** The checkout. Everything the local cloud writes lies below its `.local/`, so two checkouts never meet. */
export const REPOSITORY = join(__dirname, '..');
export const LOCAL_FOLDER = join(REPOSITORY, '.local');
export const NODE_MODULES = join(REPOSITORY, 'node_modules');
/** Tools of the project, among them the Node.js that functions run on. */
export const TOOLS = join(NODE_MODULES, '.bin');
