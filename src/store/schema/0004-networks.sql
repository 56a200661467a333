-- Reference lists: whose network an address is in, what kind of mail a domain gives. Each load of a list keeps
-- its version beside earlier ones (a few MB), so that a finding can be recomputed with the list of its day.
-- Read them through the views `networks`, `network_names` and `mail_domains`: they show the newest whole load.
CREATE TABLE {{table reference_loads}} (
  list LowCardinality(String) COMMENT 'networks or mail_domains',
  version String COMMENT 'Package versions or a digest of the files, and the version of our rules',
  position UInt64 COMMENT 'Grows with every load; the largest is the present one',
  entries UInt64 COMMENT 'Rows of the main table in this load',
  loaded DateTime64(3, 'UTC') DEFAULT now64(3)
) {{engine MergeTree}} ORDER BY (list, position) {{dedup}};

{{distribute reference_loads by sipHash64(list)}}

-- One row a block. From an offset up to the next one of its block these facts hold; a gap is an entry without facts.
CREATE TABLE {{table network_lists}} (
  version LowCardinality(String),
  block UInt32 COMMENT 'The /16 (IPv4) or /24 (IPv6) around it; ranges are cut at its edges, so equal blocks join',
  offsets Array(UInt128) COMMENT 'First address of each range, counted from the start of the block, rising',
  asns Array(UInt32) COMMENT 'Autonomous systems; 0 unknown',
  countries Array(LowCardinality(String)) COMMENT 'Where the range is registered: context, never evidence',
  kinds Array(LowCardinality(String)) COMMENT 'Kind of network; empty where unknown'
) {{engine MergeTree}} ORDER BY (version, block) {{dedup}};

{{distribute network_lists by sipHash64(block)}}

CREATE TABLE {{table network_name_lists}} (
  version LowCardinality(String),
  asn UInt32,
  name String COMMENT 'Organisation that announces it',
  kind LowCardinality(String)
) {{engine MergeTree}} ORDER BY (version, asn) {{dedup}};

{{distribute network_name_lists by sipHash64(asn)}}

CREATE TABLE {{table mail_domain_lists}} (
  version LowCardinality(String),
  domain String COMMENT 'Lower case',
  kind LowCardinality(String) COMMENT 'disposable or free'
) {{engine MergeTree}} ORDER BY (version, domain) {{dedup}};

{{distribute mail_domain_lists by sipHash64(domain)}}

CREATE VIEW {{view networks}} AS
SELECT
  block,
  bitShiftLeft(toUInt128(block), if(block > 16777215, 16, 104)) + offset AS start,
  asn,
  country,
  kind
FROM {{from network_lists}}
ARRAY JOIN offsets AS offset, asns AS asn, countries AS country, kinds AS kind
WHERE version = (SELECT argMax(version, position) FROM {{from reference_loads}} WHERE list = 'networks');

CREATE VIEW {{view network_names}} AS
SELECT asn, name, kind
FROM {{from network_name_lists}}
WHERE version = (SELECT argMax(version, position) FROM {{from reference_loads}} WHERE list = 'networks');

CREATE VIEW {{view mail_domains}} AS
SELECT domain, kind
FROM {{from mail_domain_lists}}
WHERE version = (SELECT argMax(version, position) FROM {{from reference_loads}} WHERE list = 'mail_domains');
