// A page that is not ready yet is asked for again: each time the server has got further.

const PAUSE_MS = 200;

setTimeout(() => location.reload(), PAUSE_MS);
