import type { Connector, RemoteObject, RemoteRecord, Write } from '@concord/core/contract';

/** The connector with every object changed. */
export const withObjects = (
  connector: Connector,
  change: (object: RemoteObject, name: string) => RemoteObject,
): Connector => ({
  ...connector,
  objects: Object.fromEntries(
    Object.entries(connector.objects).map(([name, object]) => [name, change(object, name)]),
  ),
});

/** The connector with the writing of every object changed. */
export const withWrites = (
  connector: Connector,
  change: (write: Write, object: RemoteObject) => Write,
): Connector =>
  withObjects(connector, (object) =>
    object.write === undefined ? object : { ...object, write: change(object.write, object) },
  );

/** The connector with every record changed that it answers, on whatever way. */
export const withRecords = (
  connector: Connector,
  change: (record: RemoteRecord) => RemoteRecord | null,
): Connector => {
  const some = (records: readonly RemoteRecord[]) => records.flatMap((one) => change(one) ?? []);
  return withObjects(connector, (object) => {
    const { read, write } = object;
    return {
      ...object,
      ...(read === undefined
        ? {}
        : {
            read: {
              ...read,
              page: async (context, request) => {
                const page = await read.page(context, request);
                return { ...page, records: some(page.records) };
              },
            },
          }),
      ...(write === undefined
        ? {}
        : {
            write: {
              ...write,
              match: async (context, request) =>
                (await write.match(context, request)).map((found) => some(found)),
              get: async (context, request) =>
                (await write.get(context, request)).map((one) => one && change(one)),
            },
          }),
    };
  });
};
