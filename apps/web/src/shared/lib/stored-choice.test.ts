import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStoredChoice } from './stored-choice.ts';

function stubStorage(entries: Record<string, string>): Map<string, string> {
  const map = new Map(Object.entries(entries));
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, value: string) => map.set(name, value),
  });
  return map;
}

describe('a remembered choice', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('is found again, and listeners are told', () => {
    const map = stubStorage({ 'signpost.rows': 'comfortable' });
    const choice = createStoredChoice('rows', ['compact', 'comfortable'], 'compact');
    const heard = vi.fn<() => void>();
    choice.subscribe(heard);
    expect(choice.get()).toBe('comfortable');
    choice.set('compact');
    expect([choice.get(), map.get('signpost.rows'), heard.mock.calls.length]).toEqual([
      'compact',
      'compact',
      1,
    ]);
  });

  it('follows the other tabs, and nothing else that is stored', () => {
    stubStorage({});
    const tab = new EventTarget();
    vi.stubGlobal('addEventListener', tab.addEventListener.bind(tab));
    const tell = (key: string, newValue: string | null): void =>
      void tab.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
    const choice = createStoredChoice('rows', ['compact', 'comfortable'], 'compact');
    const heard = vi.fn<() => void>();
    choice.subscribe(heard);
    tell('signpost.rows', 'comfortable');
    tell('signpost.theme', 'compact');
    expect([choice.get(), heard.mock.calls.length]).toEqual(['comfortable', 1]);
    tell('signpost.rows', null);
    expect(choice.get()).toBe('compact');
  });

  it('falls back where something strange is stored', () => {
    stubStorage({ 'signpost.rows': 'enormous' });
    expect(createStoredChoice('rows', ['compact', 'comfortable'], 'compact').get()).toBe('compact');
  });

  it('works for as long as the page where storage is switched off', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    const choice = createStoredChoice('rows', ['compact', 'comfortable'], 'compact');
    choice.set('comfortable');
    expect(choice.get()).toBe('comfortable');
  });
});
