export { putInventory, reports, writeInventory } from './inventories.ts';
export { draftLargePlan } from './large-plan.ts';
export { addPerson, setUpAdministrator, type Person } from './people.ts';
export { startStack, type Stack, type StackOptions } from './stack.ts';
export { hostVariable } from './test-host.ts';
export { startTestPostgres } from './test-postgres.ts';
