const words = (text: string): string[] => text.split(' ');

const partsOf = (prefix: string, parts: string): string[] =>
  words(parts).map((part) => prefix + part);

const place =
  'Street City State PostalCode Country StateCode CountryCode Latitude Longitude GeocodeAccuracy';

const recurrence =
  'ActivityId EndDateOnly StartDateOnly TimeZoneSidKey Type Interval DayOfWeekMask DayOfMonth ' +
  'Instance MonthOfYear RegeneratedType';

/** Standard fields that no part of us looks at: without them a described org is a third as large. */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  Account: [
    partsOf('Shipping', `${place} Address`),
    words('Fax AccountNumber PhotoUrl Sic SicDesc Ownership TickerSymbol Rating Site Jigsaw'),
    words('JigsawCompanyId Industry Type'),
  ].flat(),
  Contact: [
    partsOf('Other', `${place} Address`),
    words('Fax HomePhone OtherPhone AssistantPhone Department AssistantName Birthdate PhotoUrl'),
    words('HasOptedOutOfFax EmailBouncedReason EmailBouncedDate IsEmailBounced Jigsaw'),
    words('JigsawContactId'),
  ].flat(),
  Lead: [
    words('Fax PhotoUrl Industry Rating HasOptedOutOfFax LastTransferDate Jigsaw JigsawContactId'),
    words('CleanStatus CompanyDunsNumber EmailBouncedReason EmailBouncedDate IsPriorityRecord'),
    words('AnnualRevenue NumberOfEmployees'),
  ].flat(),
  Task: [
    partsOf('Recurrence', recurrence),
    words('IsRecurrence ReminderDateTime IsReminderSet CallObject'),
  ].flat(),
  User: words(`${place} Address Phone MobilePhone FederationIdentifier`),
};
