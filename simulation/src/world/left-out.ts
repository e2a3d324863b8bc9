/** Standard fields that no part of us looks at: without them a described org is a third as large. */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  Account: [
    ...['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'].map(
      (part) => `Shipping${part}`,
    ),
    ...['ShippingStateCode', 'ShippingCountryCode', 'ShippingGeocodeAccuracy', 'ShippingAddress'],
    ...['Fax', 'AccountNumber', 'PhotoUrl', 'Sic', 'SicDesc', 'Ownership', 'TickerSymbol'],
    ...['Rating', 'Site', 'Jigsaw', 'JigsawCompanyId', 'Industry', 'Type'],
  ],
  Contact: [
    ...['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'].map(
      (part) => `Other${part}`,
    ),
    ...['OtherStateCode', 'OtherCountryCode', 'OtherGeocodeAccuracy', 'OtherAddress', 'Fax'],
    ...['HomePhone', 'OtherPhone', 'AssistantPhone', 'Department', 'AssistantName', 'Birthdate'],
    ...['HasOptedOutOfFax', 'EmailBouncedReason', 'EmailBouncedDate', 'IsEmailBounced'],
    ...['PhotoUrl', 'Jigsaw', 'JigsawContactId'],
  ],
  Lead: [
    ...['Fax', 'PhotoUrl', 'Industry', 'Rating', 'HasOptedOutOfFax', 'LastTransferDate', 'Jigsaw'],
    ...['JigsawContactId', 'CleanStatus', 'CompanyDunsNumber', 'EmailBouncedReason'],
    ...['EmailBouncedDate', 'IsPriorityRecord', 'AnnualRevenue', 'NumberOfEmployees'],
  ],
  Task: [
    ...['ActivityId', 'EndDateOnly', 'StartDateOnly', 'TimeZoneSidKey', 'Type', 'Interval'].map(
      (part) => `Recurrence${part}`,
    ),
    ...['DayOfWeekMask', 'DayOfMonth', 'Instance', 'MonthOfYear', 'RegeneratedType'].map(
      (part) => `Recurrence${part}`,
    ),
    ...['IsRecurrence', 'ReminderDateTime', 'IsReminderSet', 'CallObject'],
  ],
  User: [
    ...['Street', 'City', 'State', 'PostalCode', 'Country', 'StateCode', 'CountryCode', 'Address'],
    ...['Latitude', 'Longitude', 'GeocodeAccuracy', 'Phone', 'MobilePhone', 'FederationIdentifier'],
  ],
};
