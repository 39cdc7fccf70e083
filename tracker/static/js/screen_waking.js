// Keeps the television awake where the browser can; it lets go of the lock whenever the page is out of sight.

async function keepAwake() {
  if (document.visibilityState === "visible") {
    await navigator.wakeLock.request("screen").catch(() => null);
  }
}

export function stayAwake() {
  if ("wakeLock" in navigator) {
    document.addEventListener("visibilitychange", keepAwake);
    keepAwake();
  }
}
