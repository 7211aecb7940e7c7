import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';

import { XmlError } from './xml-error.ts';
import { readXml, type XmlElement } from './xml-reader.ts';

/** What a strict parser of somebody else's makes of a document; `refused` where it takes none of it. */
function readWithSaxes(text: string): XmlElement | 'refused' {
  // It pairs a lone surrogate with whatever follows; no text that came as UTF-8 holds one.
  if (!text.isWellFormed()) return 'refused';
  const parser = new SaxesParser({ xmlns: false, position: false });
  const top = { name: '', text: '', children: [] as XmlElement[] };
  const open = [top];
  const refuse = (): never => {
    throw new RangeError('refused');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('processinginstruction', refuse);
  parser.on('opentag', ({ name }) => {
    const element = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const add = (more: string): void => {
    const element = open.at(-1);
    if (element && element !== top) element.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(text).close();
    return top.children[0] ?? 'refused';
  } catch (error) {
    if (error instanceof RangeError) return 'refused';
    throw error;
  }
}

function readOurs(text: string): XmlElement | 'refused' {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof XmlError) return 'refused';
    throw error;
  }
}

function expectAgreement(text: string): void {
  expect({ text, read: readOurs(text) }).toEqual({ text, read: readWithSaxes(text) });
}

const name = fc.constantFrom(...'Key|Keys|K|Contents|a|o:Prefix|_x-1.y|é|名|\u{10000}n'.split('|'));
const space = fc.constantFrom('', '', ' ', '\n', '\t', '\r\n', '\r');
/** Pieces of text, most of them awkward; split at the bars. */
const AWKWARD =
  'a|%2F%E4%BD%A0|中😀|&amp;|&lt;|&gt;|&quot;|&apos;|&#10;|&#13;|&#x1F600;|&#0;|&#x110000;|&#xD800;|&#x;|&#0000065;|' +
  '&nbsp;|&toString;|&|;|\r\n|\r|\n| |]]|>|"|\'|/|=|-|--|?|!|\u0001|\ufffe|\ud800|\u0085|\u2028';
const text = fc
  .array(fc.constantFrom(...AWKWARD.split('|')), { maxLength: 4 })
  .map((pieces) => pieces.join(''));
const calmText = fc
  .array(fc.constantFrom('a', 'b/', '&amp;', '&#x41;', '&quot;', '中', '😀', ' ', '\r\n', ']'), {
    maxLength: 4,
  })
  .map((pieces) => pieces.join(''));
const mostlyCalm = fc.oneof({ weight: 15, arbitrary: calmText }, { weight: 1, arbitrary: text });
const gap = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom(' ', '\n') },
  { weight: 1, arbitrary: fc.constant('') },
);
const attribute = fc
  .tuple(gap, name, space, space, fc.constantFrom('"', "'"), mostlyCalm)
  .map(
    ([before, key, left, right, quote, value]) => `${before}${key}${left}=${right}${quote}${value}${quote}`,
  );
const section = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '<!-- a comment -->',
      '<!---->',
      '<![CDATA[<a>&amp;]]>',
      '<![CDATA[]]]]>',
      '<![CDATA[x\r\ny]]>',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!-- a -- b -->',
      '<!--->',
      '<?php echo ?>',
      '<?xml version="1.0"?>',
      '<!DOCTYPE a>',
      '<!ELEMENT a>',
      ']]>',
    ),
  },
);

/** A document, well-formed as a rule. */
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      fc.array(attribute, { maxLength: 2 }),
      space,
      fc.array(
        fc.oneof(
          { depthSize: 'small' },
          { weight: 6, arbitrary: mostlyCalm },
          { weight: 4, arbitrary: tie('element') },
          { weight: 1, arbitrary: section },
        ),
        { maxLength: 4 },
      ),
      fc.boolean(),
    )
    .map(([tag, attributes, blank, content, isEmpty]) =>
      isEmpty && content.length === 0
        ? `<${tag}${attributes.join('')}${blank}/>`
        : `<${tag}${attributes.join('')}${blank}>${content.join('')}</${tag}${blank}>`,
    ),
}));
const prologue = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '',
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      "<?xml version='1.0'?>",
      '<?xml version="1.0" standalone="yes" ?>',
      '\ufeff<?xml version="1.0"?>',
      '<!-- first -->\n',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<?xml version="1.0" encoding=""?>',
      '<?xml encoding="UTF-8"?>',
      '<?xml?>',
      ' <?xml version="1.0"?>',
      '<?xml-stylesheet href="a"?>',
      'x',
    ),
  },
);
const ending = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('', '\n', '<!-- last -->') },
  { weight: 1, arbitrary: fc.constantFrom('x', '<a/>', '&amp;', '\ufeff') },
);
const document = fc.tuple(prologue, element, ending).map((parts) => parts.join(''));

describe('our XML reader and saxes agree', () => {
  test('on documents, most of them well-formed', () => {
    let taken = 0;
    fc.assert(
      fc.property(document, (whole) => {
        expectAgreement(whole);
        if (readOurs(whole) !== 'refused') taken += 1;
      }),
      { numRuns: 1500 },
    );
    // Agreeing to refuse everything would show nothing.
    expect(taken).toBeGreaterThan(500);
  });

  test('on documents cut off anywhere', () => {
    fc.assert(
      fc.property(document, fc.double({ min: 0, max: 1, noNaN: true }), (whole, share) => {
        expectAgreement(whole.slice(0, Math.floor(whole.length * share)));
      }),
      { numRuns: 1000 },
    );
  });

  test('on documents with a piece changed', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      '&',
      '=',
      ' ',
      '</',
      '<!',
      '<?',
      ']]>',
      '-->',
      '\0',
      'Key',
      '',
    );
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(3), piece, (whole, at, length, other) => {
        const from = at % (whole.length + 1);
        expectAgreement(whole.slice(0, from) + other + whole.slice(from + length));
      }),
      { numRuns: 1500 },
    );
  });

  test('on any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), expectAgreement));
  });

  test('that a document shaped like a list is one', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), (keys) => {
        const rows = keys.map(
          (k) => `<Contents><Key>${encodeURIComponent(k.toWellFormed())}</Key><Size>0</Size></Contents>`,
        );
        expectAgreement(`<?xml version="1.0"?>\n<L xmlns="http://doc.oss">\n${rows.join('\n  ')}</L>`);
      }),
    );
  });
});
