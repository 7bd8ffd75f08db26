using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>Writes and reads configurations of networks without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", MaxDepth = ConfigReader.Depth)]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class NetworkJson : JsonSerializerContext;
