import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';

export interface OutlookMessage {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

type Stream = readonly [name: string, bytes: Uint8Array];
interface Folder {
  readonly name: string;
  readonly streams: readonly Stream[];
}

const text = (property: string, value: string): Stream => [
  `__substg1.0_${property}001F`,
  Buffer.from(value, 'utf16le'),
];

/** A stream of fixed-size properties: a header of `header` bytes, then 16 bytes for each tag and value. */
const properties = (header: number, values: readonly (readonly [tag: number, value: bigint])[]): Stream => {
  const bytes = Buffer.alloc(header + values.length * 16);
  values.forEach(([tag, value], index) => {
    bytes.writeUInt32LE(tag, header + index * 16);
    bytes.writeUInt32LE(6, header + index * 16 + 4);
    bytes.writeBigUInt64LE(value, header + index * 16 + 8);
  });
  return ['__properties_version1.0', bytes];
};

/** An Outlook message (.msg) as Outlook saves one, with the few properties that a reader needs. */
export const outlookMessage = (message: OutlookMessage): Uint8Array => {
  const fileTime = BigInt(message.sentAt) * 10_000n + 116_444_736_000_000_000n;
  const root: readonly Stream[] = [
    properties(32, [[0x00390040, fileTime]]),
    text('001A', 'IPM.Note'),
    text('0037', message.subject),
    text('1000', message.body),
    text('0C1A', message.from.name),
    text('5D01', message.from.address),
  ];
  const folders: readonly Folder[] = [
    {
      name: '__recip_version1.0_#00000000',
      streams: [
        properties(8, [[0x0c150003, 1n]]),
        text('3001', message.to.name),
        text('39FE', message.to.address),
      ],
    },
    ...message.attachments.map(({ name, bytes }, index) => ({
      name: `__attach_version1.0_#${String(index).padStart(8, '0')}`,
      streams: [
        properties(8, [[0x37050003, 1n]]),
        text('3707', name),
        ['__substg1.0_37010102', bytes] as const,
      ],
    })),
  ];
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, length: 0, children: [] }];
  const add = (parent: number, entry: Entry): number => {
    const index = entries.push(entry) - 1;
    entries[parent]?.children?.push(index);
    return index;
  };
  const addStream = (parent: number, [name, bytes]: Stream): void => {
    add(parent, { name, type: 2, length: bytes.length, binaryProvider: () => Uint8Array.from(bytes) });
  };
  root.forEach((stream) => addStream(0, stream));
  for (const folder of folders) {
    const index = add(0, { name: folder.name, type: 1, length: 0, children: [] });
    folder.streams.forEach((stream) => addStream(index, stream));
  }
  return burn(entries);
};
