using System.CommandLine;

namespace LatentSharp;

/// <summary>What several commands take.</summary>
internal static class CommonArguments
{
    public static Argument<string> Model() => new("MODEL") { Description = "A finished run folder, or its model folder." };
}
