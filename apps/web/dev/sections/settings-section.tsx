import { useState } from 'react';
import { SettingsForm, SettingsSection as Fields } from '../../src/shared/ui/parts/settings-form.tsx';
import { TextField } from '../../src/shared/ui/text-field.tsx';
import { Section, useSample } from '../sample.tsx';

const saved = { name: 'Acme', rate: '50' };

export function SettingsSection() {
  const sample = useSample();
  const [form, setForm] = useState({ name: 'Acme', rate: '' });
  const changes = Number(form.name !== saved.name) + Number(form.rate !== saved.rate);
  const problem = /^\d+$/.test(form.rate)
    ? undefined
    : sample('Enter the calls per second.', '请填写每秒调用次数。');
  return (
    <Section title={sample('Settings form', '设置表单')}>
      <SettingsForm
        changes={changes}
        label={sample('Connection', '连接')}
        onDiscard={() => setForm(saved)}
        onSave={() => setForm(saved)}
        problem={problem}
      >
        <Fields
          description={sample('What people see in the switcher.', '在切换菜单中显示。')}
          title={sample('Display', '显示')}
        >
          <TextField
            label={sample('Name', '名称')}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
            value={form.name}
          />
        </Fields>
        <Fields title={sample('Limits', '限制')}>
          <TextField
            error={problem}
            inputMode="numeric"
            label={sample('Calls per second', '每秒调用次数')}
            onChange={(event) => setForm({ ...form, rate: event.target.value })}
            value={form.rate}
          />
        </Fields>
      </SettingsForm>
    </Section>
  );
}
