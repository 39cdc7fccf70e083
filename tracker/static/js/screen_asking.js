// Questions to the server that never wait for ever: what is not answered in time counts as not answered.

const LONGEST_WAIT_MS = 20_000;

// Asks and reads the answer, both within the time; throws when there is no answer or it cannot be read.
export async function ask(address, options, read) {
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), LONGEST_WAIT_MS);
  try {
    return await read(await fetch(address, { ...options, cache: "no-store", redirect: "error", signal: abort.signal }));
  } finally {
    clearTimeout(limit);
  }
}
