/** Codes of an app (TOTP) and recovery codes, beside the password. */
export interface SecondFactors {
  isOn(userId: string): Promise<boolean>;
  /** A secret that is not asked for until a code of it was given. @throws ProblemError `second-factor-on` */
  begin(user: { id: string; email: string }): Promise<{ secret: string; uri: string }>;
  /** Asks for codes from now on. @returns the recovery codes, to be shown once; undefined for a wrong code */
  confirm(userId: string, code: string): Promise<string[] | undefined>;
  /** Whether it is a code of the app or a recovery code. It is used up: nobody who saw it gets in with it. */
  use(userId: string, code: string): Promise<boolean>;
  /** Asks for no codes any more. False where none were asked for. */
  remove(userId: string): Promise<boolean>;
}
