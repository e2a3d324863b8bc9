const shared = {
  metadata: 'Unify_Metadata__c',
  createdAt: 'Unify_Created_At__c',
  updatedAt: 'Unify_Updated_At__c',
  firstWrittenAt: 'Unify_First_Written_At__c',
  initialPlay: 'Unify_Initial_Play__c',
  initialPlayAt: 'Unify_Initial_Play_At__c',
  mostRecentPlay: 'Unify_Most_Recent_Play__c',
} as const;

const person = {
  ...shared,
  mostRecentPlayAt: 'Unify_Most_Recent_Play_At__c',
  initialSequence: 'Unify_Initial_Sequence__c',
  initialSequenceAt: 'Unify_Initial_Sequence_At__c',
  initialSequenceStepAt: 'Unify_Initial_Sequence_Step_At__c',
  mostRecentSequence: 'Unify_Most_Recent_Sequence__c',
  mostRecentSequenceAt: 'Unify_Most_Recent_Sequence_At__c',
  mostRecentSequenceStepAt: 'Unify_Most_Recent_Sequence_Step_At__c',
  mostRecentSequenceStatus: 'Unify_Most_Recent_Sequence_Status__c',
  initialReplyClassification: 'Unify_Initial_Reply_Classification__c',
  mostRecentReplyClassification: 'Unify_Most_Recent_Reply_Classification__c',
  initialReplyTags: 'Unify_Initial_Reply_Tags__c',
  mostRecentReplyTags: 'Unify_Most_Recent_Reply_Tags__c',
} as const;

/** Custom fields that a customer creates for the product, by platform field. */
export const productFields = {
  Account: { ...shared, intentLevel: 'Unify_Intent_Level__c' },
  Contact: person,
  Lead: person,
  EmailMessage: {
    isBounced: 'Unify_Is_Bounced__c',
    bouncedAt: 'Unify_Bounced_At__c',
    clickCount: 'Unify_Click_Count__c',
    clickedAt: 'Unify_Clicked_At__c',
    isMarkedAsSpam: 'Unify_Is_Marked_as_Spam__c',
    markedAsSpamAt: 'Unify_Marked_As_Spam_At__c',
    isOpened: 'Unify_Is_Opened__c',
    firstOpenedAt: 'Unify_First_Opened_At__c',
    lastOpenedAt: 'Unify_Last_Opened_At__c',
    trackOpens: 'Unify_Track_Opens__c',
    isOptedOut: 'Unify_Is_Opted_Out__c',
    optedOutAt: 'Unify_Opted_Out_At__c',
    enrolledByPlay: 'Unify_Enrolled_By_Play__c',
    sequenceName: 'Unify_Sequence_Name__c',
  },
} as const;

/** The product's unique key, on every object that it writes. */
export const uniqueKeyField = shared.metadata;
