using System.CommandLine;

namespace LatentSharp;

/// <summary>What several commands take.</summary>
internal static class CommonArguments
{
    public static Argument<string> Data() => new("DATA") { Description = "The built-in digits, or the path of a .csv or .npy file." };

    public static Argument<string> Model() => new("MODEL") { Description = "A finished run folder, or its model folder." };
}
