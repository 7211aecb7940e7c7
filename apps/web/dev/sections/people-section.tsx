import { MenuItem } from '../../src/shared/ui/menu.tsx';
import { ActorBadge } from '../../src/shared/ui/parts/actor-badge.tsx';
import { ApprovalBadge } from '../../src/shared/ui/parts/approval-badge.tsx';
import { JobChip } from '../../src/shared/ui/parts/job-chip.tsx';
import { UserMenu } from '../../src/shared/ui/parts/user-menu.tsx';
import { Section, useSample } from '../sample.tsx';

export function PeopleSection() {
  const sample = useSample();
  const nothing = (): void => undefined;
  const scan = {
    id: 'scan',
    name: sample('Scanning acme-cdn', '正在扫描 acme-cdn'),
    work: { state: 'running', done: 88_000, perSecond: 940 },
    onStop: nothing,
  } as const;
  const failed = {
    id: 'move',
    name: sample('Repointing cli/latest/', '正在修改 cli/latest/ 的目标文件'),
    work: { state: 'failed', done: 9310, total: 12_431 },
  } as const;
  return (
    <Section title={sample('People, approvals, jobs', '人员、审批与任务')}>
      <div className="flex flex-wrap gap-4">
        <ActorBadge kind="person" name="ops1" />
        <ActorBadge kind="token" name="ci-bot" />
        <ActorBadge kind="system" name="retention" />
      </div>
      <div className="flex flex-wrap gap-3">
        <ApprovalBadge at="2026-11-26T02:10:00.000Z" by="r2" state="approved" />
        <ApprovalBadge state="waiting" />
        <ApprovalBadge by="rev3" state="refused" />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <JobChip jobs={[scan]} />
        <JobChip jobs={[scan, failed]} />
        <UserMenu detail={sample('Administrator', '管理员')} name="ops1" onSignOut={nothing}>
          <MenuItem icon="lock">{sample('Access tokens', '访问令牌')}</MenuItem>
        </UserMenu>
      </div>
    </Section>
  );
}
