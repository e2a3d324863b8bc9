import { accountEndpoints } from './account-endpoint.ts';
import type { Endpoint } from './api-types.ts';
import { associationBatches } from './association-batches.ts';
import { associationEndpoints } from './associations-endpoint.ts';
import { batchEndpoints } from './batch-endpoint.ts';
import { groupEndpoints } from './groups-endpoint.ts';
import { labelEndpoints } from './labels-endpoint.ts';
import { limitEndpoints } from './limits-endpoint.ts';
import { linkV3Batches } from './links-v3-batches.ts';
import { linkV3Endpoints } from './links-v3-endpoint.ts';
import { objectEndpoints } from './objects-endpoint.ts';
import { ownerEndpoints } from './owners-endpoint.ts';
import { pipelineEndpoints } from './pipelines-endpoint.ts';
import { propertyEndpoints } from './properties-endpoint.ts';
import { schemaEndpoints } from './schemas-endpoint.ts';
import { searchEndpoints } from './search-endpoint.ts';
import { stageEndpoints } from './stages-endpoint.ts';
import { usageEndpoints } from './usage-endpoint.ts';

/** Everything that takes a token; of two that fit a path the first is meant. */
export const endpoints: readonly Endpoint[] = [
  ...batchEndpoints,
  ...searchEndpoints,
  ...objectEndpoints,
  ...associationEndpoints,
  ...associationBatches,
  ...labelEndpoints,
  ...limitEndpoints,
  ...usageEndpoints,
  ...linkV3Endpoints,
  ...linkV3Batches,
  ...groupEndpoints,
  ...propertyEndpoints,
  ...pipelineEndpoints,
  ...stageEndpoints,
  ...ownerEndpoints,
  ...accountEndpoints,
  ...schemaEndpoints,
];
