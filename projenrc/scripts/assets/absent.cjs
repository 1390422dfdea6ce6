// Stands for an optional dependency that is not shipped: its owner catches this and goes on without it.
throw new Error('not part of the bundle');
