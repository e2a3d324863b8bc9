const shared = {
  metadata: 'Unify_Metadata__c',
  createdAt: 'Unify_Created_At__c',
  updatedAt: 'Unify_Updated_At__c',
  firstWrittenAt: 'Unify_First_Written_At__c',
  initialPlay: 'Unify_Initial_Play__c',
  initialPlayAt: 'Unify_Initial_Play_At__c',
  mostRecentPlay: 'Unify_Most_Recent_Play__c',
} as const;

/** Custom fields that a customer creates for the product, by platform field. */
export const productFields = {
  Account: { ...shared, intentLevel: 'Unify_Intent_Level__c' },
  Contact: {
    ...shared,
    mostRecentPlayAt: 'Unify_Most_Recent_Play_At__c',
    initialSequence: 'Unify_Initial_Sequence__c',
    initialSequenceAt: 'Unify_Initial_Sequence_At__c',
    mostRecentSequence: 'Unify_Most_Recent_Sequence__c',
    mostRecentSequenceAt: 'Unify_Most_Recent_Sequence_At__c',
  },
} as const;
