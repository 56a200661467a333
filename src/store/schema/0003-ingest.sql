-- What has been read: one row a batch, written last. A file whose batches are all here is not read again.
CREATE TABLE {{table batches}} (
  file String COMMENT 'Identity of the file by size and content, never by its path',
  chunk UInt32 COMMENT '0-based part of the file',
  batch UInt64 COMMENT 'Value of `batch` in the rows it brought',
  name String COMMENT 'Base name of the file when it was read',
  lines UInt64 COMMENT 'Lines that are not blank',
  taken UInt64,
  repeated UInt64,
  rejected UInt64,
  accounts UInt64,
  skipped UInt64 COMMENT 'Records of a foreign format that are no call of a model',
  unknown_ips UInt64 COMMENT 'Addresses that are none, taken as unknown',
  whole UInt8 COMMENT '1 when the file ends with this part',
  stored DateTime64(3, 'UTC') DEFAULT now64(3)
) {{engine MergeTree}} ORDER BY (file, chunk) {{dedup}};

{{distribute batches by sipHash64(file)}}
