// The modules of the client that are not part of its public interface.
const dist = new URL('../node_modules/@ethereumjs/client/dist/esm/', import.meta.url)

/** Imports a module of the client by its path below dist/esm. */
export const load = (path) => import(new URL(path, dist))
