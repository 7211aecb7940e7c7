import { auditLogContract } from '../testing/audit-log.contract.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';

auditLogContract(async () => createMemoryAuditLog());
