-- What was published for other providers: STIX objects, each version as it was given out. Nothing enters by itself.
CREATE TABLE {{table shared_objects}} (
  collection LowCardinality(String) COMMENT 'TAXII collection id',
  id String COMMENT 'STIX id',
  type LowCardinality(String) COMMENT 'STIX type',
  version DateTime64(3, 'UTC') COMMENT 'modified, or created where the object has no versions',
  added DateTime64(3, 'UTC') COMMENT 'When it was published; the order of pages',
  body String COMMENT 'The object, JSON'
) {{engine MergeTree}} ORDER BY (collection, id, version) {{dedup}};

{{distribute shared_objects by sipHash64(id)}}
