const shared = {
  metadata: 'unify_metadata',
  createdAt: 'unify_created_at',
  updatedAt: 'unify_updated_at',
  firstWrittenAt: 'unify_first_written_at',
  initialPlay: 'unify_initial_play',
  initialPlayAt: 'unify_initial_play_at',
  mostRecentPlay: 'unify_most_recent_play',
} as const;

/** Properties that a customer creates for the product, by platform field. */
export const productFields = {
  companies: { ...shared, intentLevel: 'unify_intent_level' },
  contacts: {
    ...shared,
    mostRecentPlayAt: 'unify_most_recent_play_at',
    initialSequence: 'unify_initial_sequence',
    initialSequenceAt: 'unify_initial_sequence_at',
    initialSequenceStepAt: 'unify_initial_sequence_step_at',
    mostRecentSequence: 'unify_most_recent_sequence',
    mostRecentSequenceAt: 'unify_most_recent_sequence_at',
    mostRecentSequenceStepAt: 'unify_most_recent_sequence_step_at',
    mostRecentSequenceStatus: 'unify_most_recent_sequence_status',
    initialReplyClassification: 'unify_initial_reply_classification',
    mostRecentReplyClassification: 'unify_most_recent_reply_classification',
    initialReplyTags: 'unify_initial_reply_tags',
    mostRecentReplyTags: 'unify_most_recent_reply_tags',
  },
  emails: {
    isBounced: 'unify_is_bounced',
    bouncedAt: 'unify_bounced_at',
    clickCount: 'unify_click_count',
    clickedAt: 'unify_clicked_at',
    isMarkedAsSpam: 'unify_is_marked_as_spam',
    markedAsSpamAt: 'unify_marked_as_spam_at',
    isOpened: 'unify_is_opened',
    firstOpenedAt: 'unify_first_opened_at',
    lastOpenedAt: 'unify_last_opened_at',
    isOptedOut: 'unify_is_opted_out',
    optedOutAt: 'unify_opted_out_at',
    enrolledByPlay: 'unify_enrolled_by_play',
    sequenceName: 'unify_sequence_name',
  },
} as const;

/** The product's unique key, on every object that it writes. */
export const uniqueKeyField = shared.metadata;
