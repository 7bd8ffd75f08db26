using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>Writers of this room's JSON files, made at build time: quicker to start than reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunMetrics))]
[JsonSerializable(typeof(ApplyMetrics))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DetectMetrics))]
[JsonSerializable(typeof(ClusterMetrics))]
[JsonSerializable(typeof(RestoreMetrics))]
[JsonSerializable(typeof(CodecMetrics))]
internal sealed partial class RunsJson : JsonSerializerContext;
