import type { CallRecord } from '@signpost/oss-client';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is measured while the console works, in the text format of Prometheus. */
export interface Metrics {
  request(done: { method: string; route: string; status: number; seconds: number }): void;
  ossCall(call: CallRecord): void;
  /** How a write ended. */
  write(done: { outcome: string }): void;
  budgetWait(lane: string, seconds: number): void;
  /** Adds a value that is read when somebody asks. */
  watch(gauge: { name: string; help: string; read: () => number }): void;
  render(): Promise<{ contentType: string; text: string }>;
}

/** From a click on the same machine to a slow list over a long line, in seconds. */
const buckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'signpost_http_request_seconds',
    help: 'Requests to the console, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const calls = new Histogram({
    name: 'signpost_oss_call_seconds',
    help: 'Requests sent to OSS, repetitions included, by operation and status ("none": no answer)',
    labelNames: ['operation', 'status'],
    buckets,
    registers,
  });
  const writes = new Counter({
    name: 'signpost_writes_total',
    help: 'Writes, by how they ended when they were sent',
    labelNames: ['outcome'],
    registers,
  });
  const waits = new Histogram({
    name: 'signpost_oss_budget_wait_seconds',
    help: 'Waits for the call budget of an OSS account, by lane',
    labelNames: ['lane'],
    buckets,
    registers,
  });
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    ossCall: ({ operation, status, ms }) =>
      calls.observe({ operation, status: status === undefined ? 'none' : String(status) }, ms / 1000),
    write: ({ outcome }) => writes.inc({ outcome }),
    budgetWait: (lane, seconds) => waits.observe({ lane }, seconds),
    watch({ name, help, read }) {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
    },
    async render() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
