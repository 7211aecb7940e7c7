/** OSS_* names the bucket owner's keys; of other programs' variables the usual words for secrets are enough. */
const secretName = /^OSS_|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE_?KEY|ACCESS_?KEY/i;

/**
 * The environment for programs that other people wrote: package manager, bundler, checks. Hundreds of packages run in
 * them, and none needs a key to anybody's cloud. A registry that wants a token finds it in an .npmrc file.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutSecrets(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secretName.test(name)));
}
