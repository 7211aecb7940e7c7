/** Known to every process of a run and to nothing outside it. */
export const account = {
  uid: '1000000000000001',
  accessKeyId: 'LTAI5tBenchmarkAccount01',
  accessKeySecret: 'only-for-measuring-on-loopback',
} as const;

export const region = 'cn-hangzhou';
