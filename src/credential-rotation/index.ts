export * from './credential-rotation';
export * from './credential-rotation-props';
export * from './rotation-strategy';
