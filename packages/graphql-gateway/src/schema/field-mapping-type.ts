import type { Connection, FieldMapping, PlatformObject } from '@concord/core/platform';
import type { Finding } from '@concord/core/policy';
import { builder, type GatewayContext } from './builder.ts';
import { DirectionEnum, PlatformObjectEnum } from './enums.ts';
import { FindingType } from './finding-type.ts';

/** A mapping together with what is wrong with it. */
export interface CheckedMapping extends FieldMapping {
  readonly findings: readonly Finding[];
}

/** The mappings of a connection, of one object where it is given, each with its findings. */
export const mappingsOf = async (
  connection: Connection,
  object: PlatformObject | null | undefined,
  { loaders }: GatewayContext,
): Promise<CheckedMapping[]> => {
  const mappings = (await loaders.mappings(connection.id)) ?? [];
  const findings = (await loaders.findings(connection.id)) ?? [];
  return mappings
    .filter((mapping) => object == null || mapping.object === object)
    .map((mapping) => ({ ...mapping, findings: findings.filter((it) => isAbout(it, mapping)) }));
};

const isAbout = (finding: Finding, mapping: FieldMapping) =>
  finding.object === mapping.object &&
  finding.crmObject === mapping.crmObject &&
  finding.crmField === mapping.crmField &&
  finding.platformField === mapping.platformField;

/** How one platform field and one CRM field correspond. */
export const FieldMappingType = builder.objectRef<CheckedMapping>('FieldMapping').implement({
  description: 'How one platform field and one CRM field correspond, and which way.',
  fields: (t) => ({
    object: t.expose('object', {
      type: PlatformObjectEnum,
      description: 'The platform object.',
    }),
    platformField: t.exposeString('platformField', {
      nullable: true,
      description: 'Key of the platform field; null for a CRM field that only has a default.',
    }),
    crmObject: t.exposeString('crmObject', { description: "The CRM object's own name." }),
    crmField: t.exposeString('crmField', { description: "The CRM field's own name." }),
    direction: t.expose('direction', {
      type: DirectionEnum,
      description: 'Which way values go.',
    }),
    defaultValue: t.expose('defaultValue', {
      type: 'FieldValue',
      nullable: true,
      description: 'Written where no platform value supplies the field; null when there is none.',
    }),
    confirmed: t.exposeBoolean('confirmed', {
      description: 'Whether a person agreed that a standard CRM field may be overwritten.',
    }),
    findings: t.field({
      type: [FindingType],
      description: 'What is wrong with it; empty when nothing is.',
      resolve: (mapping) => [...mapping.findings],
    }),
  }),
});
