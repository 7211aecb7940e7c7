import type { IconName } from '../../shared/ui/icon.tsx';

/** A place of the console. */
export interface NavItem {
  to:
    | '/c/$connection'
    | '/c/$connection/buckets'
    | '/c/$connection/links'
    | '/c/$connection/map'
    | '/c/$connection/plans'
    | '/c/$connection/changes'
    | '/c/$connection/audit';
  name: 'home' | 'browse' | 'links' | 'map' | 'plans' | 'changes' | 'audit';
  icon: IconName;
}
