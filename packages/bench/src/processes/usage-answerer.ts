// Loaded before a program that is to be measured (`--import`) or by it: answers over the IPC channel what it has used.

process.on('message', (message: unknown) => {
  const { ask, id, swept } = (message ?? {}) as { ask?: string; id?: number; swept?: boolean };
  if (ask !== 'usage') return;
  // Started with --expose-gc.
  if (swept === true) globalThis.gc?.();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({
    id,
    usage: { cpuMs: (userCPUTime + systemCPUTime) / 1000, rss, heapUsed, peakRss: maxRSS * 1024 },
  });
});
