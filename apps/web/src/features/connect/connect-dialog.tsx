import { isBucketName } from '@signpost/oss-protocol/rules';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import { CodeBox } from '../../shared/ui/code-box.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { toPolicy, toStartCommand, type Access } from './policy.ts';

const regionPattern = /^[a-z]{2}(-[a-z0-9]+){1,3}$/;

/** What is needed to see one's own bucket: a key that may read, and one line to start with. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('connect');
  const [bucket, setBucket] = useState('');
  const [region, setRegion] = useState('cn-hangzhou');
  const [access, setAccess] = useState<Access>('read');
  const isNamed = isBucketName(bucket);
  const shownBucket = isNamed ? bucket : 'my-bucket';
  const isRegion = regionPattern.test(region);
  const policy = toPolicy(shownBucket, access);
  const command = toStartCommand({ region: isRegion ? region : 'cn-hangzhou', bucket: shownBucket });
  return (
    <Dialog
      description={t('intro')}
      footer={
        <Button onClick={onClose} variant="primary">
          {t('done')}
        </Button>
      }
      onClose={onClose}
      open
      shape="large"
      title={t('title')}
    >
      <ol className="flex flex-col gap-5">
        <Part title={t('place.title')}>
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              error={bucket !== '' && !isNamed ? t('place.bucketWrong') : undefined}
              label={t('place.bucket')}
              mono
              onChange={(event) => setBucket(event.target.value.trim())}
              placeholder="my-bucket"
              value={bucket}
            />
            <TextField
              error={isRegion ? undefined : t('place.regionWrong')}
              label={t('place.region')}
              mono
              onChange={(event) => setRegion(event.target.value.trim())}
              value={region}
            />
          </div>
        </Part>
        <Part title={t('key.title')}>
          <p className="text-13 text-ink-2">{t('key.body')}</p>
          <RadioGroup
            legend={t('key.access')}
            legendHidden
            onValueChange={setAccess}
            options={[
              { value: 'read', label: t('key.read'), hint: t('key.readHint') },
              { value: 'write', label: t('key.write'), hint: t('key.writeHint') },
            ]}
            value={access}
          />
          <CodeBox
            copied={JSON.stringify(policy)}
            text={JSON.stringify(policy, undefined, 2)}
            what={t('key.policy')}
          />
        </Part>
        <Part title={t('start.title')}>
          <p className="text-13 text-ink-2">{t('start.body')}</p>
          <CodeBox text={command} what={t('start.command')} />
          <p className="text-12 text-ink-3">{t('start.then')}</p>
        </Part>
      </ol>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="flex min-w-0 flex-col gap-2">
      <h3 className="text-14 font-semibold">{title}</h3>
      {children}
    </li>
  );
}
