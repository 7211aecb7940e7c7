/** Somebody as the identity provider vouches for. */
export interface ProviderPerson {
  /** Together with the subject, it names one person for ever; names and addresses change. */
  issuer: string;
  subject: string;
  name: string;
  email: string;
  /** Those of the provider. */
  groups: readonly string[];
}

/** What a sign-in keeps secret between its two requests. */
export interface ProviderSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** An identity provider of an organisation, as one of its clients sees it. */
export interface IdentityProvider {
  /** Where the browser goes. @throws ProblemError `provider-unavailable`, `provider-answer-invalid` */
  toSignInUrl(redirectUri: string, secrets: ProviderSecrets): Promise<URL>;
  /**
   * Trades the code in the address with which the browser came back for a verified id token.
   * @throws ProblemError `provider-declined`, `provider-unavailable`, `provider-answer-invalid`, `provider-claims-missing`
   */
  findPerson(callback: URL, secrets: ProviderSecrets): Promise<ProviderPerson>;
}
