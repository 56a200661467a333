/**
 * OTLP's protobuf, as much of it as traces need. Fields by number from opentelemetry-proto (collector/trace/v1,
 * trace/v1, common/v1, resource/v1); what is not named here is skipped, as protobuf has it.
 */
import {
  create,
  createFileRegistry,
  type DescMessage,
  fromBinary,
  type JsonObject,
  toBinary,
  toJson,
} from '@bufbuild/protobuf'
import {
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'

type Kind = 'string' | 'bool' | 'int64' | 'double' | 'bytes' | 'fixed64' | 'int32'
/** Number, type (a message by its name), and `*` where it repeats. */
type Field = readonly [number, string, '*'?]

const messages: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  ExportTraceServiceRequest: { resource_spans: [1, 'ResourceSpans', '*'] },
  ExportTraceServiceResponse: { partial_success: [1, 'PartialSuccess'] },
  PartialSuccess: { rejected_spans: [1, 'int64'], error_message: [2, 'string'] },
  ResourceSpans: { resource: [1, 'Resource'], scope_spans: [2, 'ScopeSpans', '*'] },
  Resource: { attributes: [1, 'KeyValue', '*'] },
  ScopeSpans: { scope: [1, 'Scope'], spans: [2, 'Span', '*'] },
  Scope: { name: [1, 'string'], version: [2, 'string'] },
  Span: {
    trace_id: [1, 'bytes'],
    span_id: [2, 'bytes'],
    parent_span_id: [4, 'bytes'],
    name: [5, 'string'],
    kind: [6, 'int32'],
    start_time_unix_nano: [7, 'fixed64'],
    end_time_unix_nano: [8, 'fixed64'],
    attributes: [9, 'KeyValue', '*'],
    events: [11, 'Event', '*'],
    status: [15, 'Status'],
  },
  Event: { time_unix_nano: [1, 'fixed64'], name: [2, 'string'], attributes: [3, 'KeyValue', '*'] },
  Status: { message: [2, 'string'], code: [3, 'int32'] },
  KeyValue: { key: [1, 'string'], value: [2, 'AnyValue'] },
  AnyValue: {
    string_value: [1, 'string'],
    bool_value: [2, 'bool'],
    int_value: [3, 'int64'],
    double_value: [4, 'double'],
    array_value: [5, 'ArrayValue'],
    kvlist_value: [6, 'KeyValueList'],
    bytes_value: [7, 'bytes'],
  },
  ArrayValue: { values: [1, 'AnyValue', '*'] },
  KeyValueList: { values: [1, 'KeyValue', '*'] },
}

const kinds: Readonly<Record<Kind, Type>> = {
  string: Type.STRING,
  bool: Type.BOOL,
  int64: Type.INT64,
  double: Type.DOUBLE,
  bytes: Type.BYTES,
  fixed64: Type.FIXED64,
  int32: Type.INT32,
}
const isKind = (type: string): type is Kind => Object.hasOwn(kinds, type)

const file = create(FileDescriptorProtoSchema, {
  name: 'otlp.proto',
  package: 'otlp',
  syntax: 'proto3',
  messageType: Object.entries(messages).map(([name, fields]) => ({
    name,
    // A value is one of its kinds; without the group an empty text would look like no value at all.
    ...(name === 'AnyValue' && { oneofDecl: [{ name: 'value' }] }),
    field: Object.entries(fields).map(([field, [number, type, repeats]]) => ({
      name: field,
      jsonName: field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      number,
      label: repeats === '*' ? Label.REPEATED : Label.OPTIONAL,
      ...(isKind(type) ? { type: kinds[type] } : { type: Type.MESSAGE, typeName: `.otlp.${type}` }),
      ...(name === 'AnyValue' && { oneofIndex: 0 }),
    })),
  })),
})
const registry = createFileRegistry(file, () => undefined)

function message(name: string): DescMessage {
  const found = registry.getMessage(`otlp.${name}`)
  if (found === undefined) throw new RangeError(`no message ${name}`)
  return found
}
const request = message('ExportTraceServiceRequest')
const response = message('ExportTraceServiceResponse')

/** An export as OTLP/JSON, except that ids are in base64. @throws when the bytes are no such message */
export const decodeExport = (bytes: Uint8Array): JsonObject =>
  toJson(request, fromBinary(request, bytes)) as JsonObject

/** What is answered; empty when nothing was rejected. */
export function encodeAnswer(rejected: number, why: string): Uint8Array<ArrayBuffer> {
  if (rejected === 0) return new Uint8Array()
  const partial = message('PartialSuccess')
  const success = create(partial, { rejectedSpans: BigInt(rejected), errorMessage: why } as Record<
    string,
    unknown
  >)
  return new Uint8Array(
    toBinary(response, create(response, { partialSuccess: success } as Record<string, unknown>)),
  )
}
