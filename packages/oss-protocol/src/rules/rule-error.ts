/** What an {@link OssRuleError} is about. */
export type RuleField =
  | 'bucket'
  | 'key'
  | 'target'
  | 'metadata'
  | 'tagging'
  | 'storageClass'
  | 'acl'
  | 'header';

/** A value that OSS would not take, found before anything is sent. The message never quotes the value. */
export class OssRuleError extends Error {
  override readonly name: string = 'OssRuleError';
  readonly field: RuleField;
  /** Stable code of the broken rule, to branch and translate on. */
  readonly rule: string;

  constructor(field: RuleField, rule: string, message: string) {
    super(message);
    this.field = field;
    this.rule = rule;
  }
}
